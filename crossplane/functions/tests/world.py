"""A world in which everything that is asked for comes into being: the function's counterpart."""

import asyncio
import logging
import pathlib
import sys

from google.protobuf import json_format

FUNCTIONS = pathlib.Path(__file__).resolve().parent.parent
ROOT = FUNCTIONS.parent.parent
sys.dont_write_bytecode = True
sys.path.insert(0, str(FUNCTIONS))
logging.disable(logging.CRITICAL)

from crossplane.function.proto.v1 import run_function_pb2 as fnv1  # noqa: E402
from crossplane.pythonic import function  # noqa: E402
from odds.common import plain  # noqa: E402

API = 'platform.odds-update.io/v1alpha1'
COMMON = {'environment': 'prod', 'accountArn': 'arn:aws:iam::222222222222:root',
          'permissionsBoundaryArn': 'arn:aws:iam::222222222222:policy/odds-prod-boundary-eu-west-1',
          'region': 'eu-west-1', 'owner': 'platform', 'costCenter': 'odds', 'protection': 'strong'}
# What AWS gives: the values that some other resource waits for.
GIVEN = {'arn': 'arn:aws:kms:eu-west-1:222222222222:key/0a1b', 'version': '1.35',
         'latestVersion': 1, 'address': 'db.example', 'primaryEndpointAddress': 'cache.example'}


class World:
    """One composite resource and what exists of it."""

    def __init__(self, kind, spec, name='thing', network_exists=True, namespace='platform', required=None):
        self.kind = kind
        self.xr = {'apiVersion': API, 'kind': kind,
                   'metadata': {'name': name, 'namespace': namespace},
                   'spec': {**COMMON, **spec}}
        self.network_exists = network_exists
        self.required = required or {'apiVersion': API, 'kind': 'Network', 'metadata': {'name': 'platform'}}
        self.objects = {}

    def compose(self):
        """One call of the function, asked again until it has the objects that it requires."""
        wanted = {}
        while True:
            response = self._call(wanted)
            asked = response.requirements.extra_resources
            if set(asked) == set(wanted):
                return response
            wanted = {name: self.network_exists for name in asked}

    def _call(self, required):
        request = fnv1.RunFunctionRequest()
        json_format.ParseDict(self.xr, request.observed.composite.resource)
        module = f'odds.{self.kind.lower()}.{self.kind}'
        json_format.ParseDict({'composite': module, 'step': 'compose'}, request.input)
        for name, item in self.objects.items():
            json_format.ParseDict(item, request.observed.resources[name].resource)
        for name, exists in required.items():
            found = request.extra_resources[name]
            if exists:
                json_format.ParseDict(self.required, found.items.add().resource)
        return asyncio.run(function.FunctionRunner().RunFunction(request, None))

    def step(self):
        """Composes, and makes what was composed exist and be ready; returns the names."""
        response = self.compose()
        assert not response.results, response.results[0].message
        for name, item in response.desired.resources.items():
            self.apply(name, plain(item.resource))
            self.sync(name)
        return set(response.desired.resources)

    def apply(self, name, wanted):
        """As the API server does: the status stays, and another spec is another generation."""
        known = self.objects.get(name, {})
        same = known.get('spec') == wanted.get('spec')
        generation = known.get('metadata', {}).get('generation', 0) + (0 if same and known else 1)
        self.objects[name] = {**wanted, 'metadata': {**wanted['metadata'], 'generation': generation}}
        if 'status' in known:
            self.objects[name]['status'] = known['status']

    def sync(self, name):
        """As a provider does: Ready never has a generation, Synced has the one that it worked on."""
        item = self.objects[name]
        item['status'] = {'atProvider': GIVEN, 'conditions': [
            {'type': 'Ready', 'status': 'True'},
            {'type': 'Synced', 'status': 'True',
             'observedGeneration': item['metadata']['generation']}]}
        if item['kind'] == 'CronJob':
            item['status'] = {'lastSuccessfulTime': '2026-01-01T00:05:00Z'}

    def finish(self):
        """Steps until nothing new comes; returns everything composed."""
        before, now = None, self.step()
        while now != before:
            before, now = now, self.step()
        return {name: plain(item.resource)
                for name, item in self.compose().desired.resources.items()}


def condition(response, kind):
    return next(item for item in response.conditions if item.type == kind)
