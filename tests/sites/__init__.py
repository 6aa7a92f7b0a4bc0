"""Twelve made-up portals, each of another system, that know what they publish: what a crawl of a stranger brings."""

from collections.abc import Callable

from tests.sites.dotnetnuke import DotNetNukeDistrict
from tests.sites.drupal import DrupalWard
from tests.sites.handmade import HandmadeTown
from tests.sites.joomla import JoomlaWard
from tests.sites.laravel import LaravelCity
from tests.sites.liferay import LiferayDepartment
from tests.sites.multisite import MultisiteCommune
from tests.sites.nextlike import NextLikeCity
from tests.sites.nukeviet import NukeVietCommune
from tests.sites.postback import PostbackDistrict
from tests.sites.sharepoint import SharePointDistrict
from tests.sites.site import Site
from tests.sites.wordless import WordlessCommune

SITES: dict[str, Callable[[], Site]] = {
    site.name: site
    for site in (
        HandmadeTown,
        NukeVietCommune,
        SharePointDistrict,
        LiferayDepartment,
        JoomlaWard,
        NextLikeCity,
        PostbackDistrict,
        DrupalWard,
        WordlessCommune,
        DotNetNukeDistrict,
        LaravelCity,
        MultisiteCommune,
    )
}
