"""What a change of reports or assumptions did to the headline figures."""

from gridimpact.domain.assessment import Assessment
from gridimpact.i18n.translate import _
from gridimpact.views import wording
from gridimpact.views.figures import totals_at


def sentence(before: Assessment, now: Assessment) -> str:
    """The change since the assessment before in one sentence, at the peak hours."""
    old, new = (totals_at(one, one.evaluation.peak) for one in (before, now))
    shed, people = new.shed_mw - old.shed_mw, new.people - old.people
    need = new.import_need_mw - old.import_need_mw
    if wording.power(shed) == wording.power(need) == wording.power(0.0):
        return _("Since the previous assessment ({name}): no change in the headline figures.", name=before.reports_name)
    return _(
        "Since the previous assessment ({name}): not served {shed}, equivalent in people "
        "{people}, import needed {need}.",
        name=before.reports_name,
        shed=wording.more(wording.power(shed), shed),
        people=wording.more(wording.people(people), people),
        need=wording.more(wording.power(need), need),
    )
