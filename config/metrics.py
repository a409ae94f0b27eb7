"""What can be counted, for Prometheus: requests per process, jobs and mail from the database."""

from __future__ import annotations

import os
from collections.abc import Iterator

from django.db.models import Count, Min
from django.utils import timezone
from prometheus_client import REGISTRY, CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.metrics_core import GaugeMetricFamily, Metric
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

from jobs.models import Job, State

METHODS = {"GET", "HEAD", "POST", "OPTIONS"}

REQUESTS = Counter("leerroutes_requests", "Requests answered", ["method", "view", "status"])
SECONDS = Histogram(
    "leerroutes_request_seconds", "Time to answer", ["view"], buckets=(0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10)
)


def answered(method: str, view: str, status: int, seconds: float) -> None:
    """Only words of ours become a label, so what somebody sends cannot fill the memory."""
    REQUESTS.labels(method if method in METHODS else "other", view, status).inc()
    SECONDS.labels(view).observe(seconds)


class PostRoom(Collector):
    """How the outbox is doing."""

    def collect(self) -> Iterator[Metric]:
        unfinished = Job.objects.exclude(state=State.DONE)
        waiting = GaugeMetricFamily("leerroutes_jobs_waiting", "Jobs that are not done", labels=["job"])
        for row in unfinished.values("name").annotate(number=Count("pk")).order_by("name"):
            waiting.add_metric([row["name"]], row["number"])
        yield waiting
        now = timezone.now()
        first = unfinished.filter(run_after__lte=now).aggregate(first=Min("created"))["first"]
        age = (now - first).total_seconds() if first else 0
        yield GaugeMetricFamily("leerroutes_oldest_job_seconds", "Age of the oldest job that is due", value=age)
        failed = unfinished.exclude(error="")
        yield GaugeMetricFamily("leerroutes_jobs_failed", "Jobs that failed and are tried again", value=failed.count())
        mails = failed.filter(name__contains=".mail_").count()
        yield GaugeMetricFamily("leerroutes_mails_failed", "Mails that could not be sent yet", value=mails)


def page() -> bytes:
    """With several web processes, set PROMETHEUS_MULTIPROC_DIR to an empty folder before they start."""
    several, rows = CollectorRegistry(), CollectorRegistry()
    rows.register(PostRoom())
    counted = REGISTRY
    if "PROMETHEUS_MULTIPROC_DIR" in os.environ:
        MultiProcessCollector(several)  # type: ignore[no-untyped-call]
        counted = several
    return generate_latest(counted) + generate_latest(rows)
