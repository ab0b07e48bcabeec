"""The quota of a partner who signs with IAM.

Kafka counts bytes by user and by client id. The user of an IAM client is a session, whose name the
partner chooses, so that no quota can name it; its client id can be named. Who takes another id falls
under the cluster's default, which is small. No operator writes such quotas, hence a job, which says
the same again every quarter of an hour. The default, and the end of the quota of a partner who has
left, is the job of k8s/infra-ops/configuration/platform/quotas-edge.yaml.
"""

# Kafka's own tools; the operators come in the same release.
KAFKA_IMAGE = 'quay.io/strimzi/kafka:1.2.0-kafka-4.2.0'
FETCH_IMAGE = 'docker.io/curlimages/curl:8.16.0'
# Where the jar that signs for MSK comes from, its sum, and how it is fetched.
SIGNER = 'kafka-signer'

APPLY = '''set -eu
cat >/tmp/client.properties <<EOF
security.protocol=SASL_SSL
sasl.mechanism=AWS_MSK_IAM
sasl.jaas.config=software.amazon.msk.auth.iam.IAMLoginModule required;
sasl.client.callback.handler.class=software.amazon.msk.auth.iam.IAMClientCallbackHandler
EOF
/opt/kafka/bin/kafka-configs.sh --bootstrap-server "$BOOTSTRAP_SERVERS" \\
  --command-config /tmp/client.properties --alter \\
  --entity-type users --entity-default --entity-type clients --entity-name "$CLIENT_ID" \\
  --add-config "consumer_byte_rate=$RATE"
'''

RESTRICTED = {
    'allowPrivilegeEscalation': False, 'readOnlyRootFilesystem': True,
    'capabilities': {'drop': ['ALL']},
}


def cron_job(cluster, brokers, client_id, rate):
    """The body of the CronJob; the rate is bytes per second of one broker."""
    return {'spec': {
        'schedule': '*/15 * * * *', 'concurrencyPolicy': 'Forbid',
        'successfulJobsHistoryLimit': 1, 'failedJobsHistoryLimit': 2,
        'startingDeadlineSeconds': 300,
        'jobTemplate': {'spec': {
            'backoffLimit': 2, 'activeDeadlineSeconds': 300,
            'template': {'spec': pod(cluster, brokers, client_id, rate)},
        }},
    }}


def pod(cluster, brokers, client_id, rate):
    return {
        # Its identity may write quotas and ACLs of this cluster.
        'serviceAccountName': f'quotas-{cluster}',
        'restartPolicy': 'Never',
        'automountServiceAccountToken': False,
        'securityContext': {'runAsNonRoot': True, 'runAsUser': 1001, 'runAsGroup': 1001,
                            'fsGroup': 1001, 'seccompProfile': {'type': 'RuntimeDefault'}},
        'volumes': [{'name': 'jars', 'emptyDir': {'sizeLimit': '32Mi'}},
                    {'name': 'tmp', 'emptyDir': {'sizeLimit': '16Mi'}}],
        'initContainers': [fetch()],
        'containers': [tool(brokers, client_id, rate)],
    }


def fetch():
    body = container('signer', FETCH_IMAGE, '$(FETCH)', '/signer', {}, '64Mi')
    return {**body, 'envFrom': [{'configMapRef': {'name': SIGNER}}]}


def tool(brokers, client_id, rate):
    return container('quota', KAFKA_IMAGE, APPLY, '/opt/signer', {
        'CLASSPATH': '/opt/signer/*', 'LOG_DIR': '/tmp', 'BOOTSTRAP_SERVERS': brokers,
        'CLIENT_ID': client_id, 'RATE': str(rate), 'KAFKA_HEAP_OPTS': '-Xmx192m'}, '384Mi')


def container(name, image, script, jars, environment, memory):
    return {
        'name': name, 'image': image, 'command': ['/bin/sh', '-c', script],
        'env': [{'name': key, 'value': value} for key, value in environment.items()],
        'securityContext': RESTRICTED,
        'resources': {'requests': {'cpu': '50m', 'memory': memory}, 'limits': {'memory': memory}},
        'volumeMounts': [{'name': 'jars', 'mountPath': jars}, {'name': 'tmp', 'mountPath': '/tmp'}],
    }
