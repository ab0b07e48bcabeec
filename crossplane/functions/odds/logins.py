"""Logins of Postgres: who may what, and the job that says so to the database.

The tables come with the migration, which runs inside the clusters; so the job says the same again
every few minutes, and grants what is there. It takes back what is no longer listed.
"""

import base64
import secrets

from .quota import RESTRICTED

POSTGRES_IMAGE = 'docker.io/library/postgres:17.6-alpine'

# Login to table to rights: what its statements need, no more. Reference data is written by people
# and tools, as the owner.
LOGINS = {
    'adapter': {'games': 'SELECT', 'vendor_games': 'SELECT', 'vendor_players': 'SELECT'},
    'analytics': {'odds_current': 'SELECT, INSERT, UPDATE'},
    'odds_job': {'game_reference': 'SELECT', 'job_starts': 'SELECT, INSERT'},
}

CREATE = """SELECT 'CREATE ROLE {0}' WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{0}') \\gexec
\\getenv password PASSWORD_{0}
ALTER ROLE {0} LOGIN CONNECTION LIMIT 40 PASSWORD :'password';
"""

GRANT = """BEGIN;
REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {logins};
SELECT format('GRANT %s ON public.%I TO %I', rights, name, login) FROM (VALUES
  {rows}
) AS wanted (login, name, rights) WHERE to_regclass('public.' || name) IS NOT NULL \\gexec
COMMIT;
"""


def passwords(known):
    """A password for each login, made once: what is there stays."""
    return {login: known.get(login)
            or base64.b64encode(secrets.token_urlsafe(32).encode()).decode() for login in LOGINS}


def script():
    rows = ',\n  '.join(f"('{login}', '{table}', '{rights}')"
                        for login, tables in LOGINS.items() for table, rights in tables.items())
    return ('\\set ON_ERROR_STOP on\n' + ''.join(CREATE.format(login) for login in LOGINS)
            + GRANT.format(logins=', '.join(LOGINS), rows=rows))


def cron_job(host, port, database, owner, passwords_name):
    """The body of the CronJob; passwords come from Secrets into its environment."""
    user, secret = owner
    plain = {'PGHOST': host, 'PGPORT': str(port), 'PGDATABASE': database, 'PGUSER': user,
             'PGSSLMODE': 'require', 'PGCONNECT_TIMEOUT': '20', 'SCRIPT': script()}
    hidden = {'PGPASSWORD': secret, **{
        f'PASSWORD_{login}': {'name': passwords_name, 'key': login} for login in LOGINS}}
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
