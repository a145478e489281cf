"""What is found by name keeps what its folder promises."""

import inspect

import numpy as np
import pytest
from builders import Story, make_actor

from services.domain.counts import COUNTS
from services.domain.features import PostCounts
from services.engines import ENGINES, Engine
from services.explainers import EXPLAINERS, Study
from services.importers import IMPORTERS
from services.importers.headers import match, normalise
from services.importers.importer import INTERACTIONS, MORE_TEXT, NETWORK, OTHER_REACTIONS, PERIOD, TIME_OF_DAY
from services.importers.reading import CALENDAR, SCHEMA
from services.progress import unwatched
from services.recipes import RECIPES


@pytest.fixture(scope="session")
def counts(story: Story) -> PostCounts:
    posts = story.analysed.posts
    return PostCounts(posts.counts, posts.formats, posts.pages)


@pytest.fixture(scope="session")
def study(story: Story) -> Study:
    features = story.house.services.analyses.features(make_actor(), story.request)
    surrogate = story.surrogate
    return Study(features, story.analysed.described.segmentation, surrogate.forest, surrogate.background, 42)


@pytest.mark.parametrize("name", RECIPES)
def test_a_recipe_has_its_own_name_and_words(name: str) -> None:
    recipe = RECIPES[name]

    assert recipe.name == name
    assert recipe.version >= 1
    assert recipe.label
    assert recipe.summary.endswith(".")


@pytest.mark.parametrize("name", RECIPES)
def test_a_recipe_gives_one_row_a_post_and_one_column_a_feature(name: str, counts: PostCounts) -> None:
    features = RECIPES[name].features(counts)

    assert features.raw.shape == features.scaled.shape == (240, len(features.names))
    assert len(set(features.names)) == len(features.names)
    assert np.isfinite(features.scaled).all()


@pytest.mark.parametrize("name", RECIPES)
def test_a_recipe_hands_out_arrays_that_cannot_be_written_to(name: str, counts: PostCounts) -> None:
    features = RECIPES[name].features(counts)

    assert not features.raw.flags.writeable
    assert not features.scaled.flags.writeable


@pytest.mark.parametrize("name", RECIPES)
def test_a_recipe_gives_the_same_features_twice(name: str, counts: PostCounts) -> None:
    first, second = RECIPES[name].features(counts), RECIPES[name].features(counts)

    assert first.scaled.tobytes() == second.scaled.tobytes()


@pytest.mark.parametrize("name", EXPLAINERS)
def test_an_explainer_has_its_own_name_and_words(name: str) -> None:
    explainer = EXPLAINERS[name]

    assert explainer.name == name
    assert explainer.label
    assert explainer.summary.endswith(".")


@pytest.mark.parametrize("name", EXPLAINERS)
def test_an_explainer_answers_for_every_post_and_feature(name: str, study: Study) -> None:
    explainer = EXPLAINERS[name]
    contributions = explainer.contributions(explainer.of(study, unwatched))

    assert contributions.shape == study.features.raw.shape
    assert np.isfinite(contributions).all()


@pytest.mark.parametrize("name", IMPORTERS)
def test_an_importer_recognises_its_own_names_and_not_fewer(name: str) -> None:
    importer = IMPORTERS[name]
    marks = sorted(importer.marks)

    assert importer.name == name
    assert importer.signatures or marks
    assert not importer.recognises(frozenset())
    for names in importer.signatures:
        assert importer.recognises(names)
        assert len(names) > 1
    if marks:
        assert importer.recognises(frozenset(marks[: importer.marks_needed]))
        assert not importer.recognises(frozenset(marks[: importer.marks_needed - 1]))


@pytest.mark.parametrize("name", IMPORTERS)
def test_an_importer_reads_into_known_columns_only(name: str) -> None:
    known = {*SCHEMA, *COUNTS, *CALENDAR, OTHER_REACTIONS, INTERACTIONS, MORE_TEXT, TIME_OF_DAY, PERIOD, NETWORK}
    importer = IMPORTERS[name]

    assert set(importer.aliases) <= known - {"line", "immature"}
    assert importer.undated or "published_at" in importer.aliases


@pytest.mark.parametrize("name", IMPORTERS)
def test_an_importer_understands_the_columns_it_tells_people_to_use(name: str) -> None:
    importer = IMPORTERS[name]
    shown = [header.strip() for header in importer.expected.split(",")]

    columns = match(shown, importer)

    assert columns.ignored == ()
    assert importer.undated or "published_at" in columns.position


@pytest.mark.parametrize("name", IMPORTERS)
def test_an_importer_can_read_every_header_it_knows_itself_by(name: str) -> None:
    importer = IMPORTERS[name]
    read = {normalise(header) for aliases in importer.aliases.values() for header in aliases}
    beside = {"page id", "account id", "αναγνωριστικό σελίδας", "id เพจ", "id บัญชี", "page likes at posting"}

    for names in importer.signatures:
        assert len(names & read) >= 2
        assert names - read <= {normalise(header) for header in (*beside, "ct_id", "From Home", "From Hashtags")}


@pytest.mark.parametrize("name", IMPORTERS)
def test_no_header_means_two_columns(name: str) -> None:
    headers = [normalise(header) for aliases in IMPORTERS[name].aliases.values() for header in aliases]

    assert len(headers) == len(set(headers))


@pytest.mark.parametrize("name", ENGINES)
def test_an_engine_takes_what_the_protocol_says(name: str) -> None:
    for method in ("analyse", "explain"):
        promised, kept = (inspect.signature(getattr(kind, method)) for kind in (Engine, ENGINES[name]))
        assert list(kept.parameters) == list(promised.parameters)


@pytest.mark.parametrize("name", ENGINES)
def test_an_engine_segments_and_explains_like_the_others(name: str, story: Story, counts: PostCounts) -> None:
    analysis = ENGINES[name]().analyse(counts, "engagement", 42, unwatched)

    chosen = analysis.at(analysis.default_k)
    assert (chosen.segmentation.labels == story.analysed.described.segmentation.labels).all()
    assert chosen.names == story.analysed.described.names
