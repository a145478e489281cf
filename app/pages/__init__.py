"""The pages, in the order of the navigation."""

from app.pages import about, datasets, drivers, explain, levers, reports, segments, uploads

PAGES = (
    segments.PAGE,
    explain.PAGE,
    drivers.PAGE,
    levers.PAGE,
    reports.PAGE,
    datasets.PAGE,
    about.PAGE,
    uploads.PAGE,
)
