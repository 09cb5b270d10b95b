"""The invented municipality: what it has, and that it is invented."""

import csv
import io
from collections import Counter
from ipaddress import ip_address, ip_network

from isms.demo.exports import buildings_csv, devices_csv
from isms.demo.town import town

TOWN = town()
DOCUMENTATION = tuple(map(ip_network, ("192.0.2.0/24", "198.51.100.0/24", "203.0.113.0/24")))


def test_musterstadt_has_114_buildings_and_sixty_devices() -> None:
    assert (TOWN.name, len(TOWN.buildings), len(TOWN.devices)) == ("Musterstadt", 114, 60)


def test_the_devices_are_of_five_platforms_and_most_are_cisco() -> None:
    shares = Counter(device.platform for device in TOWN.devices)
    assert shares == {
        "cisco_ios": 30,
        "openwrt": 12,
        "arista_eos": 6,
        "juniper_junos": 6,
        "fortinet_fortios": 6,
    }


def test_the_same_seed_gives_the_same_town_and_another_seed_another_one() -> None:
    assert town(7) == town(7)
    assert town(7).buildings != town(8).buildings
    assert {device.address for device in town(7).devices} != {device.address for device in town(8).devices}


def test_another_seed_keeps_names_and_places_of_the_devices() -> None:
    assert [(d.name, d.site) for d in town(7).devices] == [(d.name, d.site) for d in town(8).devices]


def test_every_id_name_and_address_is_there_once() -> None:
    assert len({building.id for building in TOWN.buildings}) == len(TOWN.buildings)
    assert len({building.name for building in TOWN.buildings}) == len(TOWN.buildings)
    assert len({building.street for building in TOWN.buildings}) == len(TOWN.buildings)
    assert len({device.name for device in TOWN.devices}) == 60
    assert len({device.address for device in TOWN.devices}) == 60


def test_addresses_are_those_kept_for_documentation_and_leave_the_servers_alone() -> None:
    addresses = [ip_address(device.address or "") for device in TOWN.devices]
    assert all(any(address in network for network in DOCUMENTATION) for address in addresses)
    assert not any(address in ip_network("192.0.2.224/27") for address in addresses)


def test_every_device_stands_in_a_building_of_the_town() -> None:
    assert {device.site for device in TOWN.devices} <= {building.id for building in TOWN.buildings}


def test_nothing_about_a_building_is_left_open() -> None:
    fields = ("name", "street", "postcode", "city", "district", "lat", "lon", "type", "owner", "department")
    assert all(getattr(building, field) not in (None, "") for building in TOWN.buildings for field in fields)


def test_the_postcodes_are_of_a_range_germany_does_not_use() -> None:
    assert all((b.postcode or "").startswith("00") and len(b.postcode or "") == 5 for b in TOWN.buildings)


def test_a_district_has_one_postcode() -> None:
    pairs = {(building.district, building.postcode) for building in TOWN.buildings}
    assert len(pairs) == len({district for district, _ in pairs}) == len({postcode for _, postcode in pairs})


def test_the_device_list_reads_back_with_every_value() -> None:
    read = list(csv.DictReader(io.StringIO(devices_csv(TOWN)), delimiter=";"))
    assert [row["name"] for row in read] == [device.name for device in TOWN.devices]
    assert read[0] == {
        "name": "sw-rathaus-01",
        "address": TOWN.devices[0].address,
        "port": "22",
        "platform": "cisco_ios",
        "site": "WE-0001",
        "role": "distribution",
        "tags": "verwaltung,kern",
        "credentials": "core",
    }


def test_the_building_list_reads_back_with_every_value() -> None:
    read = list(csv.DictReader(io.StringIO(buildings_csv(TOWN)), delimiter=";"))
    assert len(read) == len(TOWN.buildings)
    for row, building in zip(read, TOWN.buildings, strict=True):
        assert row == {column: str(getattr(building, column)) for column in row}
