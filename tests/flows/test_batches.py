"""A collection narrated in batches is the same as one that was narrated at once, and costs the same."""

import asyncio
import json
from dataclasses import dataclass, field

import pytest

from chunking.errors import BudgetReached, InputError
from flows.assigned import Assigned
from flows.batches import Batch, Outcomes, Spread, batches_of, outcomes_of
from flows.narration import batch_narrated, narrated
from flows.options import Options
from flows.report import DocumentsFailed
from flows.reporter import Quiet
from flows.sharing import Sharing
from flows.sources import opened, opened_batch
from flows.steps import Direct
from manifests.verify import differences

SHARED = "This notice stands below each and every post."


@dataclass
class Elsewhere:
    """Narrates each batch by a run of its own, as another machine would."""

    desk: object
    source: object
    out: object
    done_batches: list[Batch] = field(default_factory=list)
    under_way: int = 0
    most_at_once: int = 0

    async def done(self, batch: Batch) -> Outcomes:
        self.done_batches.append(batch)
        self.under_way += 1
        self.most_at_once = max(self.most_at_once, self.under_way)
        run = opened_batch(self.source, self.out, batch.options, batch.documents)
        report = await batch_narrated(run, Direct(), Quiet())
        self.under_way -= 1
        return outcomes_of(report)


@pytest.fixture
def posts(desk):
    for n in range(9):
        desk.write(f"# Post {n}\n\nThe only line of post {n}.\n\n{SHARED}\n", f"posts/p{n}.md")
    return desk.folder / "posts"


@pytest.fixture
def share(desk, posts):
    """Narrates the posts in batches; returns the report and who did them."""

    def shared(documents=2, **given):
        options = Options(**{"speech": desk.speech, "store": desk.store, **given})
        others = Elsewhere(desk, posts, desk.out)
        run = opened([posts], desk.out, options)
        sharing = Sharing(Spread(documents=documents), others)
        return asyncio.run(narrated(run, Direct(), Quiet(), sharing)), others

    return shared


def test_all_documents_are_narrated_once_and_recorded_as_one_run_would(desk, posts, share, hashes, tone):
    before = tone.spoken()
    report, others = share()
    assert [len(batch.documents) for batch in others.done_batches] == [2, 2, 2, 2, 1]
    assert tone.spoken() - before == report.spent.characters
    assert list(differences(desk.out)) == []
    desk.narrate(posts, out=desk.folder / "alone", store=desk.folder / "other-store")
    mine = json.loads((desk.out / "manifest.json").read_text())
    alone = json.loads((desk.folder / "alone" / "manifest.json").read_text())
    assert [one["title"] for one in mine["documents"]] == [one["title"] for one in alone["documents"]]


def test_a_paragraph_that_stands_in_all_documents_is_asked_for_once(share):
    report, _ = share()
    each = len("Post 1.\n\nThe only line of post 1.")
    assert report.spent.characters == 9 * each + len(f"\n\n{SHARED}")


def test_batches_that_need_nothing_of_each_other_are_done_at_the_same_time(desk, share):
    for n in range(9):
        desk.write(f"# Post {n}\n\nThe only line of post {n}.\n", f"posts/p{n}.md")
    _, others = share()
    assert others.most_at_once == 5


def test_a_second_run_hands_out_nothing_and_an_edit_one_document(desk, share):
    share()
    report, others = share()
    assert (report.spent.requests, others.done_batches) == (0, [])
    desk.write(f"# Post 4\n\nAnother line of post 4.\n\n{SHARED}\n", "posts/p4.md")
    report, others = share()
    assert [one.name for batch in others.done_batches for one in batch.documents] == ["p4.md"]
    assert report.spent.characters == len("Another line of post 4.")


def test_a_document_that_fails_in_a_batch_is_named_and_the_others_are_made(desk, share):
    desk.write("---\nvoice: nobody\n---\n\nA line.\n", "posts/p5.md")
    with pytest.raises(DocumentsFailed, match="1 of 9"):
        share()
    found = json.loads((desk.out / "manifest.json").read_text())["documents"]
    assert [(one["source"], "nobody" in one["reason"]) for one in found if one["state"] == "failed"] == [
        ("p5.md", True)
    ]


def test_a_limit_that_does_not_cover_all_batches_stops_the_run_before_anything_is_asked(share, tone):
    before = tone.spoken()
    with pytest.raises(BudgetReached, match="nothing was asked for"):
        share(max_characters=100)
    assert tone.spoken() == before


def test_the_limits_of_all_batches_together_are_no_more_than_the_runs_own(desk, posts, share):
    plan = desk.plan(posts)
    limit = plan.characters + 17
    options = Options(max_characters=limit, max_requests=plan.requests + 3, max_cost=1.0)
    batches = batches_of(plan.jobs, options, Spread(documents=2))
    assert sum(batch.options.max_characters for batch in batches) <= limit
    assert sum(batch.options.max_requests for batch in batches) <= plan.requests + 3
    assert sum(batch.options.max_cost for batch in batches) <= 1.0 + 1e-9
    assert share(max_characters=limit)[0].spent.characters == plan.characters


def test_a_large_document_is_a_batch_of_its_own(desk, posts):
    desk.write("# Long\n\n" + "\n\n".join(f"Line {n} of a long text." for n in range(40)) + "\n", "posts/p3.md")
    batches = batches_of(desk.plan(posts).jobs, Options(), Spread(documents=5, characters=300))
    assert ["p3.md"] in [[one.name for one in batch.documents] for batch in batches]


@pytest.mark.parametrize("name", ["../x.md", "/etc/passwd", "a/../../x.md"])
def test_a_batch_is_not_led_out_of_its_source_or_output(desk, posts, name):
    for one in (Assigned(name=name, folder="x"), Assigned(name="p1.md", folder=name)):
        with pytest.raises(InputError, match="no document of a batch"):
            opened_batch(posts, desk.out, Options(speech=desk.speech, store=desk.store), [one])
