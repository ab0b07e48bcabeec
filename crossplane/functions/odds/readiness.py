"""When what is composed counts as ready: now, for what is wanted now."""

import hashlib
import json

LABEL = 'platform.odds-update.io'

# What was wanted of an object when it was written.
WANTED = f'{LABEL}/wanted'


def walk(value, *path):
    """What stands at the end of the path, None if it breaks off; numbers index lists."""
    for step in path:
        if isinstance(value, dict):
            value = value.get(step)
        elif isinstance(value, list) and isinstance(step, int) and step < len(value):
            value = value[step]
        else:
            return None
    return value


def condition_is_true(resource, kind):
    """True if the condition is True, and not of a generation that has passed."""
    generation = walk(resource, 'metadata', 'generation')
    for condition in walk(resource, 'status', 'conditions') or []:
        if condition.get('type') == kind:
            seen = condition.get('observedGeneration')
            return condition.get('status') == 'True' and (
                seen is None or generation is None or seen == generation)
    return False


def digest(value):
    return hashlib.sha256(json.dumps(value, sort_keys=True).encode()).hexdigest()[:12]


class Readiness:
    """The part of a composition that judges what was observed; `seen` and `written` are its facts."""

    def write(self, part, kind, metadata, body):
        """Annotates the metadata with what is wanted of the part.

        The API server has the annotation exactly if it has the rest: both come in one patch, and
        what it or a provider fills in later changes neither. What is secret leaves no trace in it.
        """
        told = {key: sorted(value) if key == 'data' and kind == 'Secret' else value
                for key, value in body.items()}
        self.written[part] = digest([metadata, told])
        metadata['annotations'] = {**metadata.get('annotations', {}), WANTED: self.written[part]}

    def is_written(self, part):
        """True if the API server has what is wanted of it now: what it says is about that."""
        seen = walk(self.seen.get(part), 'metadata', 'annotations', WANTED)
        return part in self.written and seen == self.written[part]

    def is_ready(self, part):
        """True if a managed resource is what is wanted of it now; only after it was composed.

        A provider writes Ready without a generation and leaves it while it works on a change. So
        Synced counts, too. It has a generation, except when an error of an asynchronous kind has
        passed: the provider does not write it again then, and to demand it would wait for ever.
        """
        seen = self.seen.get(part, {})
        return self.is_written(part) and condition_is_true(seen, 'Ready') and \
            condition_is_true(seen, 'Synced')

    def ready_all(self, parts):
        return all(self.is_ready(part) for part in parts)

    def job(self, what, body, says=None):
        """A CronJob that says the same again and again; ready once it has.

        When one succeeded last it tells, but not what it said then: what says something else is
        another CronJob. It is the body, unless `says` leaves out what changes by itself. Without a
        body for now, that which is there stays.
        """
        # Six of its characters, because a CronJob's name has room for 52.
        bodies = {f'{what}-{digest(says or body)[:6]}': body} if body else {
            part: {'spec': self.seen[part]['spec']} for part in self.jobs(what)}
        for part, wanted in bodies.items():
            job = self.plain_object(part, 'batch/v1', 'CronJob', wanted)
            # Its name is what it said, so a body that is not written yet makes that no less true.
            job.ready = bool(body and walk(self.seen.get(part), 'status', 'lastSuccessfulTime'))

    def jobs(self, what):
        """The CronJobs that are there, of whatever body."""
        return [part for part, seen in self.seen.items()
                if seen.get('kind') == 'CronJob' and part.startswith(f'{what}-')]

    def may_job(self, what, open_now, reason):
        """As `may`, for a `job`."""
        return bool(self.jobs(what)) or self.may(what, open_now, reason)
