"""The quota of a partner who signs with IAM.

Kafka counts bytes by user and by client id. The user of an IAM client is a session, whose name the
partner chooses, so that no quota can name it; its client id can be named. Who takes another id falls
under the cluster's default, which is small. No operator writes such quotas, hence a job, which says
the same again every quarter of an hour.
"""

# Kafka's own tools; the operators come in the same release.
KAFKA_IMAGE = 'quay.io/strimzi/kafka:1.2.0-kafka-4.2.0'
FETCH_IMAGE = 'docker.io/curlimages/curl:8.16.0'
SIGNER = 'aws-msk-iam-auth-2.3.9-all.jar'
SIGNER_URL = f'https://repo1.maven.org/maven2/software/amazon/msk/aws-msk-iam-auth/2.3.9/{SIGNER}'
SIGNER_SHA256 = '922064f312ddc8a5f3dbe65fcef3d02ddbd588a02e3a6f0fca4b5a4dbec1ba43'

FETCH = '''set -eu
curl --fail --silent --show-error --location --retry 5 --output "/jars/$SIGNER" "$SIGNER_URL"
echo "$SIGNER_SHA256  /jars/$SIGNER" | sha256sum -c -
'''

APPLY = '''set -eu
cat >/tmp/client.properties <<EOF
security.protocol=SASL_SSL
sasl.mechanism=AWS_MSK_IAM
sasl.jaas.config=software.amazon.msk.auth.iam.IAMLoginModule required;
sasl.client.callback.handler.class=software.amazon.msk.auth.iam.IAMClientCallbackHandler
EOF
alter() {
  /opt/kafka/bin/kafka-configs.sh --bootstrap-server "$BOOTSTRAP_SERVERS" \\
    --command-config /tmp/client.properties --alter "$@"
}
alter --entity-type users --entity-default --add-config "consumer_byte_rate=$DEFAULT_RATE"
alter --entity-type users --entity-default --entity-type clients --entity-name "$CLIENT_ID" \\
  --add-config "consumer_byte_rate=$RATE"
'''

RESTRICTED = {
    'allowPrivilegeEscalation': False, 'readOnlyRootFilesystem': True,
    'capabilities': {'drop': ['ALL']},
}


def cron_job(cluster, client_id, rate, default_rate):
    """The body of the CronJob; rates are bytes per second of one broker."""
    return {'spec': {
        'schedule': '*/15 * * * *', 'concurrencyPolicy': 'Forbid',
        'successfulJobsHistoryLimit': 1, 'failedJobsHistoryLimit': 2,
        'startingDeadlineSeconds': 300,
        'jobTemplate': {'spec': {
            'backoffLimit': 2, 'activeDeadlineSeconds': 300,
            'template': {'spec': pod(cluster, client_id, rate, default_rate)},
        }},
    }}


def pod(cluster, client_id, rate, default_rate):
    return {
        # Its identity may write quotas and ACLs of this cluster.
        'serviceAccountName': f'user-operator-{cluster}',
        'restartPolicy': 'Never',
        'automountServiceAccountToken': False,
        'securityContext': {'runAsNonRoot': True, 'runAsUser': 1001, 'runAsGroup': 1001,
                            'fsGroup': 1001, 'seccompProfile': {'type': 'RuntimeDefault'}},
        'volumes': [{'name': 'jars', 'emptyDir': {'sizeLimit': '32Mi'}},
                    {'name': 'tmp', 'emptyDir': {'sizeLimit': '16Mi'}}],
        'initContainers': [container('signer', FETCH_IMAGE, FETCH, '/jars', {
            'SIGNER': SIGNER, 'SIGNER_URL': SIGNER_URL, 'SIGNER_SHA256': SIGNER_SHA256}, '64Mi')],
        'containers': [tool(cluster, client_id, rate, default_rate)],
    }


def tool(cluster, client_id, rate, default_rate):
    body = container('quota', KAFKA_IMAGE, APPLY, '/opt/signer', {
        'CLASSPATH': f'/opt/signer/{SIGNER}', 'LOG_DIR': '/tmp', 'CLIENT_ID': client_id,
        'RATE': str(rate), 'DEFAULT_RATE': str(default_rate),
        'KAFKA_HEAP_OPTS': '-Xmx192m'}, '384Mi')
    body['env'].append({'name': 'BOOTSTRAP_SERVERS', 'valueFrom': {'configMapKeyRef': {
        'name': f'{cluster}-kafka', 'key': 'bootstrap.servers'}}})
    return body


def container(name, image, script, jars, environment, memory):
    return {
        'name': name, 'image': image, 'command': ['/bin/sh', '-c', script],
        'env': [{'name': key, 'value': value} for key, value in environment.items()],
        'securityContext': RESTRICTED,
        'resources': {'requests': {'cpu': '50m', 'memory': memory}, 'limits': {'memory': memory}},
        'volumeMounts': [{'name': 'jars', 'mountPath': jars}, {'name': 'tmp', 'mountPath': '/tmp'}],
    }
