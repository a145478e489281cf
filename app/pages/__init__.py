"""The pages, in the order of the navigation."""

from app.pages import (
    about,
    compare,
    datasets,
    drivers,
    explain,
    levers,
    overview,
    recommendations,
    reports,
    scoring,
    segments,
    uploads,
)

PAGES = (
    overview.PAGE,
    segments.PAGE,
    explain.PAGE,
    drivers.PAGE,
    levers.PAGE,
    recommendations.PAGE,
    compare.PAGE,
    reports.PAGE,
    datasets.PAGE,
    scoring.PAGE,
    about.PAGE,
    uploads.PAGE,
)
