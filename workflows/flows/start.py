from __future__ import annotations

from datetime import datetime, time
from typing import Any

from django.utils.timezone import get_default_timezone
from django.utils.translation import gettext_lazy as _
from viewflow import this
from viewflow.workflow import flow
from viewflow.workflow.activation import Activation
from viewflow.workflow.lock import SelectForUpdateLock

from leerroutes.models import Route
from leerroutes.services import start_route
from leerroutes.states import State

from ..models import StartProcess
from ..nodes import BoardTask, ForEach, Item


def each_institution(process: StartProcess) -> list[Item]:
    return [
        {"board": registration.institution.board_id, "registration": registration.pk}
        for registration in process.route.registrations.select_related("institution")
    ]


def first_day(activation: Activation) -> datetime:
    """Midnight in the Netherlands on the day the route starts."""
    return datetime.combine(activation.process.route.starts_on, time.min, get_default_timezone())


def is_running(activation: Activation) -> bool:
    return bool(Route.objects.filter(pk=activation.process.route_id, state=State.RUNNING).exists())


class StartFlow(flow.Flow):  # type: ignore[misc]
    """An agreement in force: every institution registers at the same time, and on 1 August the route starts."""

    process_class = StartProcess
    process_title = _("Start of the route")
    lock_impl = SelectForUpdateLock(nowait=False)

    start = flow.StartHandle(this.open_case).Next(this.institutions_register)

    institutions_register = ForEach(each_institution).Do(this.register)

    register = (
        BoardTask("leerroutes:register", right="register_routes", days=30, extendable=True)
        .Annotation(title=_("Register the route in RIO"))
        .Next(this.all_registered)
    )

    all_registered = flow.Join().Next(this.await_first_day)

    await_first_day = flow.Timer(first_day).Annotation(title=_("Waiting for 1 August")).Next(this.begin)

    begin = flow.Function(this.start_when_possible).Next(this.begun)

    begun = flow.If(is_running).Then(this.running).Else(this.await_resumption)

    await_resumption = flow.Handle().Annotation(title=_("Waiting until the route is resumed")).Next(this.running)

    running = flow.End()

    def open_case(self, activation: Activation, route: Route) -> Any:
        activation.process.route = route
        return activation.process

    def start_when_possible(self, activation: Activation) -> None:
        """The clock asks; the service decides. A suspended route waits for its resumption."""
        start_route(activation.process.route)
