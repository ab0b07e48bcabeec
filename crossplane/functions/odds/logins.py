"""Logins of Postgres: who may what, and the job that says so to the database.

The tables come with the migration, which runs inside the clusters; so the job says the same again
every few minutes, and grants what is there. It takes back what is no longer listed.

A statement may be logged, and its log goes to AWS: Postgres is told what it would keep of a password
anyway, never the password.
"""

import base64
import hashlib
import hmac
import secrets

from .quota import RESTRICTED

POSTGRES_IMAGE = 'docker.io/library/postgres:17.6-alpine'
# As Postgres itself does.
ITERATIONS = 4096

# Login to table to rights: what its statements need, no more. Reference data is written by people
# and tools, as the owner.
LOGINS = {
    'adapter': {'games': 'SELECT', 'vendor_games': 'SELECT', 'vendor_players': 'SELECT'},
    'analytics': {'odds_current': 'SELECT, INSERT, UPDATE'},
    'odds_job': {'game_reference': 'SELECT', 'job_starts': 'SELECT, INSERT'},
}

CREATE = """SELECT 'CREATE ROLE {0}' WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{0}') \\gexec
\\getenv verifier VERIFIER_{0}
ALTER ROLE {0} LOGIN CONNECTION LIMIT 40 PASSWORD :'verifier';
"""

GRANT = """BEGIN;
REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {logins};
SELECT format('GRANT %s ON public.%I TO %I', rights, name, login) FROM (VALUES
  {rows}
) AS wanted (login, name, rights) WHERE to_regclass('public.' || name) IS NOT NULL \\gexec
COMMIT;
"""


def secret(known):
    """The data of a Secret: a password for each login, made once, and its verifier."""
    data = {}
    for login in LOGINS:
        known_password = base64.b64decode(known.get(login, '')).decode()
        password = known_password or secrets.token_urlsafe(32)
        for key, value in ((login, password), (verifier_key(login), verifier(login, password))):
            data[key] = base64.b64encode(value.encode()).decode()
    return data


def verifier_key(login):
    return f'{login}-verifier'


def verifier(login, password):
    """What Postgres keeps of a password (SCRAM-SHA-256, RFC 5803).

    The same each time, so that nothing changes while the password stays: its salt comes of the
    password, of which there is only one.
    """
    salt = hmac.digest(password.encode(), f'salt of {login}'.encode(), 'sha256')[:16]
    salted = hashlib.pbkdf2_hmac('sha256', password.encode(), salt, ITERATIONS)
    stored = hashlib.sha256(hmac.digest(salted, b'Client Key', 'sha256')).digest()
    server = hmac.digest(salted, b'Server Key', 'sha256')
    salt, stored, server = (base64.b64encode(part).decode() for part in (salt, stored, server))
    return f'SCRAM-SHA-256${ITERATIONS}:{salt}${stored}:{server}'


def script():
    rows = ',\n  '.join(f"('{login}', '{table}', '{rights}')"
                        for login, tables in LOGINS.items() for table, rights in tables.items())
    return ('\\set ON_ERROR_STOP on\n' + ''.join(CREATE.format(login) for login in LOGINS)
            + GRANT.format(logins=', '.join(LOGINS), rows=rows))


def cron_job(host, port, database, owner, logins_name):
    """The body of the CronJob; the owner's password and the verifiers come from Secrets into its environment."""
    user, password = owner
    plain = {'PGHOST': host, 'PGPORT': str(port), 'PGDATABASE': database, 'PGUSER': user,
             'PGSSLMODE': 'require', 'PGCONNECT_TIMEOUT': '20', 'SCRIPT': script()}
    hidden = {'PGPASSWORD': password, **{
        f'VERIFIER_{login}': {'name': logins_name, 'key': verifier_key(login)} for login in LOGINS}}
    return {'spec': {
        'schedule': '*/5 * * * *', 'concurrencyPolicy': 'Forbid',
        'successfulJobsHistoryLimit': 1, 'failedJobsHistoryLimit': 2,
        'startingDeadlineSeconds': 200,
        'jobTemplate': {'spec': {
            'backoffLimit': 1, 'activeDeadlineSeconds': 200,
            'template': {'spec': {
                'restartPolicy': 'Never', 'automountServiceAccountToken': False,
                'securityContext': {'runAsNonRoot': True, 'runAsUser': 70, 'runAsGroup': 70,
                                    'seccompProfile': {'type': 'RuntimeDefault'}},
                'containers': [{
                    'name': 'rights', 'image': POSTGRES_IMAGE,
                    'command': ['/bin/sh', '-c', 'printf %s "$SCRIPT" | psql --no-psqlrc --quiet'],
                    'env': [{'name': name, 'value': value} for name, value in plain.items()]
                    + [{'name': name, 'valueFrom': {'secretKeyRef': reference}}
                       for name, reference in hidden.items()],
                    'securityContext': RESTRICTED,
                    'resources': {'requests': {'cpu': '20m', 'memory': '64Mi'},
                                  'limits': {'memory': '64Mi'}},
                }],
            }},
        }},
    }}
