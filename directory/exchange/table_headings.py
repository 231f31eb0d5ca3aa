"""The words people put above their columns, field by field. Kith's own headings stand first."""

from collections.abc import Mapping
from types import MappingProxyType

from directory.exchange.table_words import Heading, heading

_AREAS = (
    "area authority beneficiary code column contact county district file first funder funding grant id la "
    "lad last locality lsoa manager msoa oa owner parish postcode provider region street trust ward"
)
_NOT_PLACE = (
    "area beneficiary capacity category code contact date description floor floors id notes number org "
    "postal size type"
)
_NUMBERS_OF_OTHERS = "charity company establishment fax reference registered room sort unique"

HEADINGS: Mapping[str, Heading] = MappingProxyType(
    {
        "id": heading(
            (
                "id | identifier | external id | record id | unique id | asset id | asset code | site id "
                "| service id | reference | unique reference number | registered charity number | charity "
                "number | cqc id | osm id | urn | uid"
            ),
            exact=(
                "ref | urn | organisation data service code | uprn | unique property reference number | "
                "fid | objectid | unique reference | listing id"
            ),
            never="area company org owner parent postcode user ward",
        ),
        "name": heading(
            (
                "name | service name | group name | site name | venue name | club name | charity name | "
                "property name | library name | pharmacy name | activity name | organisation name | asset "
                "name | facility name | school name | centre name | center name | event name | activity | "
                "name of group | name of organisation | name of service | distname | community hub | "
                "title | listing | project name | name of club | name of activity | name of venue"
            ),
            exact=(
                "group | club | service | organisation | location | site | library | facility | hub | "
                "place | event | project | establishment | establishmentname | charity | school | food "
                "bank | allotment | class"
            ),
            never=_AREAS,
        ),
        "organization": heading(
            (
                "organisation | organization | organisation name | organization name | provider | "
                "operator | managed by | run by | operating organisation | organisation label | recipient "
                "org name | lead organisation | delivered by | organiser | hosted by | host organisation "
                "| parent organisation | charity | provider name | owner name"
            ),
            exact=(
                "local authority | authority | owner | managing organisation | council | brand | managed "
                "by name"
            ),
            never=(
                "code data department description email funding id identifier number type uri url website"
            ),
        ),
        "kind": heading("kind | listing kind | kind of listing"),
        "summary": heading("summary | short description | one line summary | strapline | tagline | headline"),
        "description": heading(
            (
                "description | details | about | what we do | what do you do | who is it for "
                "| who can attend | eligibility | activities | charity activities | notes | "
                "further information | more information | information | facilities | about us | what is "
                "on offer | what happens | offer | service description | other information | comments | "
                "additional information | overview | what to expect"
            ),
            exact="info | other detail | what | note",
            never=(
                "access accessibility amount contact cost disability fee grant internal org osm private "
                "recipient short tenure type"
            ),
            many=True,
        ),
        "venue": heading(
            (
                "venue | venue name | location name | building | building name | where | place name | "
                "held at | meeting place"
            ),
            exact="location",
            never=_NOT_PLACE,
        ),
        "address": heading(
            (
                "address | address 1 | address 2 | address 3 | address 4 | address line 1 | address line "
                "2 | address line 3 | street | street address | street name | street number | full "
                "address | postal address | house number | house name | road | site address | venue "
                "address | addr housenumber | addr housename | addr street | addr place | building number"
            ),
            never="e email ip url web website",
            many=True,
        ),
        "town": heading(
            (
                "town | city | town city | post town | posttown | village | town or city | addr city | "
                "address town | city town | village town | settlement"
            ),
            never="code email org",
        ),
        "county": heading(
            "county | address county | addr county",
            never="code org",
        ),
        "postcode": heading(
            (
                "postcode | post code | postal code | zip | addr postcode | venue postcode | zip code | "
                "charity contact postcode"
            ),
            never="area district org sector",
        ),
        "latitude": heading(
            "latitude | lat | geo lat | y coordinate | geo y | location latitude",
            exact="y | coord y | ycoord",
        ),
        "longitude": heading(
            ("longitude | lon | lng | long | geo lon | geo long | x coordinate | geo x | location longitude"),
            exact="x | coord x | xcoord",
        ),
        "easting": heading(
            (
                "easting | eastings | gridref easting | osgb easting | bng easting | oseasting | x "
                "easting | east"
            ),
        ),
        "northing": heading(
            ("northing | northings | osgb northing | bng northing | osnorthing | y northing | north"),
        ),
        "coordinates": heading(
            (
                "coordinates | lat lon | lat long | latlng | latitude longitude | geo point | geopoint | "
                "gps | coords"
            ),
        ),
        "happens": heading(
            (
                "happens | delivery | delivery method | how it happens | mode of delivery | attending "
                "type | delivered | online or in person | how to take part"
            ),
        ),
        "area served": heading(
            (
                "area served | area covered | coverage | catchment | service area | areas covered | "
                "geographic area | geographical area | area of operation | area of benefit"
            ),
        ),
        "reach miles": heading("reach miles | radius miles | reach"),
        "times": heading(
            (
                "times | opening hours | opening times | hours | when | days and times | day and time | "
                "meeting times | schedule | session times | day time | when and time | time and day | "
                "open times | opening days | meeting day | days | day | time | opening | date and time | "
                "timings | frequency | weekdays | day of week | session | openinghours"
            ),
            never="closing created date end full modified special total unstaffed updated weekly",
            many=True,
        ),
        "starts": heading("start time | starts at | time from | from time | starting time | begins"),
        "ends": heading("end time | ends at | time to | to time | finish time | finishing time | finishes"),
        "cost": heading(
            (
                "cost | costs | price | fee | fees | charge | charges | how much | entry fee | admission "
                "| cost details | price per session"
            ),
            never="amount awarded capital code currency",
        ),
        "free": heading(
            "free | is free | free of charge | free to attend | is it free",
            never="meals parking school",
        ),
        "ages from": heading(
            (
                "ages from | minimum age | min age | age from | lowest admission age | lower age | age "
                "min | statutory low age | lowest age"
            ),
        ),
        "ages to": heading(
            (
                "ages to | maximum age | max age | age to | highest admission age | upper age | age max | "
                "statutory high age | highest age"
            ),
        ),
        "ages": heading("ages | age range | age group | age | age groups | suitable for ages"),
        "access": heading(
            (
                "access | accessibility | access features | accessible | disability notes | access "
                "information | disabled access | wheelchair access | wheelchair | accessibility "
                "information | access notes | accessibility notes"
            ),
            exact="step free",
            never="internet public road type",
            many=True,
        ),
        "help welcomed": heading(
            (
                "help welcomed | help wanted | volunteers wanted | volunteering | volunteer roles | help "
                "needed | volunteering opportunities | donations wanted | welcomes"
            ),
        ),
        "door": heading("door | which door | entrance"),
        "who meets you": heading("who meets you | who will meet you"),
        "what to say": heading(
            (
                "what to say | referral method | referral | how to refer | how to join | referral route | "
                "how to access | referral process | booking | how to book | booking information | access "
                "type"
            ),
        ),
        "on the day": heading("on the day | what to bring"),
        "getting there": heading(
            (
                "getting there | directions | travel | transport | public transport | how to get there | "
                "bus routes"
            ),
        ),
        "contact": heading(
            ("contact | contact details | contact information | contact info | how to contact | enquiries"),
        ),
        "contact name": heading(
            (
                "contact name | contact person | key contact | lead contact | contact first name | named "
                "contact | coordinator | leader | secretary | contact full name | main contact | "
                "organiser name"
            ),
        ),
        "contact role": heading(
            "contact role | contact title | job title | role | position | contact position"
        ),
        "phone": heading(
            (
                "phone | telephone | phone number | telephone number | tel | tel no | contact number | "
                "mobile | contact telephone | contact phone | telephone no | phone no | contact tel | "
                "telephonenum"
            ),
            never=_NUMBERS_OF_OTHERS,
        ),
        "email": heading(
            (
                "email | email address | e mail | contact email | e mail address | mail | contact email "
                "address"
            ),
        ),
        "website": heading(
            (
                "website | url | web | web address | website url | web site | site url | homepage | link "
                "| web link | charity contact web | website address | schoolwebsite | contact website | "
                "webpage | more info url"
            ),
            exact="cqc webpage | facebook | facebook page",
            never="funding grant image logo photo programme",
        ),
        "languages": heading("languages | language | languages spoken"),
        "topics": heading(
            (
                "topics | category | categories | type | tags | subject | theme | activity type | "
                "facility type | service type | site type | type of activity | sport | asset type | "
                "charity type | sub category | subcategory | classification | interests | type of service "
                "| type of library | classifica | group type | activity category | primary category | "
                "themes"
            ),
            never="access age charge code date holding identifier tenure trust",
            many=True,
        ),
        "ring first": heading("ring first | ring before visiting | call first | please ring first"),
        "full until days": heading("full until days | full until | waiting list until"),
        "checks": heading("checks"),
        "alert": heading("alert | important notice | notice | temporary notice"),
        "status": heading(
            ("status | active | current status | operational status | open or closed | establishment status"),
            never="legal listed planning trust",
        ),
        "closed": heading(
            ("closed | year closed | date closed | closed date | close date | closure date | is closed"),
        ),
        "changed": heading(
            (
                "last modified | last updated | date modified | updated | modified | site last updated "
                "date | updated at | date updated | last changed"
            ),
        ),
    }
)

FIELDS = tuple(HEADINGS)
