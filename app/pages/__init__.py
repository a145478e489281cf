"""The pages, in the order of the navigation."""

from app.pages import (
    about,
    account,
    activity,
    compare,
    datasets,
    drivers,
    explain,
    health,
    levers,
    overview,
    people,
    recommendations,
    reports,
    segments,
    uploads,
    workspaces,
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
    about.PAGE,
    uploads.PAGE,
    people.PAGE,
    workspaces.PAGE,
    activity.PAGE,
    health.PAGE,
    account.PAGE,
)
