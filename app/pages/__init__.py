"""The pages, in the order of the navigation."""

from app.pages import about, compare, datasets, drivers, explain, levers, overview, recommendations, segments, uploads

PAGES = (
    overview.PAGE,
    segments.PAGE,
    explain.PAGE,
    drivers.PAGE,
    levers.PAGE,
    recommendations.PAGE,
    compare.PAGE,
    datasets.PAGE,
    about.PAGE,
    uploads.PAGE,
)
