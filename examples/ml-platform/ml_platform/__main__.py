"""Trains one job, or lists all: `python -m ml_platform run JOB DATASET`, `python -m ml_platform list`."""

import sys

from .jobs import Jobs
from .journal import Journal
from .training import train


def run(job_id: str, dataset: str) -> None:
    jobs = Jobs()
    if not jobs.is_ready():
        raise SystemExit("the table of jobs is not ready")
    journal = Journal(job_id)
    if not jobs.attempts(job_id):
        jobs.create(job_id, dataset)
    job = jobs.get(job_id)
    journal.write(f"training on {job['dataset']}")
    jobs.finish(job_id, train(job_id, job["dataset"]))
    journal.write("done")


def main(arguments: list[str]) -> None:
    if arguments[:1] == ["list"]:
        for job in Jobs().all():
            print(job["job_id"], job["status"])
    elif len(arguments) == 3 and arguments[0] == "run":
        run(*arguments[1:])
    else:
        raise SystemExit(__doc__)


main(sys.argv[1:])
