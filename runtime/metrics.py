"""What can be measured from outside? Every metric of the system (docs/metrics.md is made from this file).

Base units, one prefix, no institution id as a label: 27,299 of them would drown any server.
"""

from prometheus_client import Counter, Gauge, Histogram
from prometheus_client.metrics import MetricWrapperBase

_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0)
_LATENESS = (0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 15.0, 30.0, 60.0, 300.0)

INTAKE_REQUESTS = Counter("bimer_intake_requests", "Requests to intake, by how they ended.", ["outcome"])
INTAKE_ACCEPT_SECONDS = Histogram(
    "bimer_intake_accept_seconds", "From a request's arrival to its receipt.", buckets=_SECONDS
)
IDENTITY_CHECKS = Counter("bimer_identity_checks", "Identities asked about at the registry of persons.", ["outcome"])
INTAKE_MAILS = Counter("bimer_intake_mails", "Mails to the BİMER address, by what became of them.", ["outcome"])
INTAKE_MAIL_ANSWERS = Counter(
    "bimer_intake_mail_answers", "Attempts to send the link that confirms an address, by how they ended.", ["outcome"]
)
INTAKE_MAILS_UNANSWERED = Gauge("bimer_intake_mails_unanswered", "Mails taken whose sender was not sent the link yet.")
DESK_REQUESTS = Counter("bimer_desk_requests", "Requests to desk, by how they ended.", ["outcome"])

ACCEPT_TO_ROUTED_SECONDS = Histogram(
    "bimer_accept_to_routed_seconds",
    "From Kafka's timestamp of an application to its stored routing.",
    buckets=_SECONDS,
)
ACCEPT_TO_DELIVERED_SECONDS = Histogram(
    "bimer_accept_to_delivered_seconds",
    "From Kafka's timestamp of an application to the commit that put it on an institution's own topic.",
    buckets=_SECONDS,
)
INPUTS = Counter(
    "bimer_inputs", "Inputs that the router read, by type and by what became of them.", ["type", "outcome"]
)
BATCH_SECONDS = Histogram(
    "bimer_batch_seconds", "One turn of the router's loop, by its step.", ["step"], buckets=_SECONDS
)
VERSION_CONFLICTS = Counter("bimer_version_conflicts", "Batches decided again because a document had moved on.")
LEDGER_FULL = Counter("bimer_ledger_full", "Inputs not applied because the application's ledger is full.")
PARKED_APPLICATIONS = Gauge(
    "bimer_parked_applications", "Applications whose inputs wait in the dead letters.", ["partition"]
)
SIGNATURE_REFUSED = Counter("bimer_signature_refused", "Inputs with a missing, wrong or foreign signature.")

CONSUMER_LAG_RECORDS = Gauge(
    "bimer_consumer_lag_records", "Records a consumer has still to read.", ["consumer", "partition"]
)
CONSUMER_LAG_SECONDS = Gauge(
    "bimer_consumer_lag_seconds", "Age of the newest record read while more wait; 0 when none do.", ["consumer"]
)
DEAD_LETTERS = Counter("bimer_dead_letters", "Records that could not be processed, by cause.", ["cause"])

CLOCKS_OPEN = Gauge("bimer_clocks_open", "Clocks that run, as the deadline watcher's first eye knows them.")
TASKS_OVERDUE = Gauge("bimer_tasks_overdue", "Open tasks whose due date has passed.")
ESCALATION_LATENESS_SECONDS = Histogram(
    "bimer_escalation_lateness_seconds",
    "Wall seconds from the moment a stage was due to the moment it took effect.",
    ["stage"],
    buckets=_LATENESS,
)
CLOCK_RECONCILED = Counter("bimer_clock_reconciled", "Stages that the first eye missed and the second emitted.")
CLOCK_INPUTS_IGNORED = Counter(
    "bimer_clock_inputs_ignored", "Clock inputs that the router found stale, repeated or early.", ["reason"]
)

NOTICES = Counter("bimer_notices", "Notices to applicants, by channel and by how they ended.", ["channel", "outcome"])
NOTICES_QUEUED = Gauge("bimer_notices_queued", "Notices that wait to be sent.")
NOTICE_SECONDS = Histogram(
    "bimer_notice_seconds", "From a fact's timestamp to the provider's acceptance of its notice.", buckets=_SECONDS
)

METRICS: tuple[MetricWrapperBase, ...] = tuple(
    metric for metric in list(globals().values()) if isinstance(metric, MetricWrapperBase)
)
