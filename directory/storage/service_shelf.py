"""The directory in the database."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from sqlalchemy import Connection, func, select, union, update

from directory.errors import NotFoundError
from directory.model.service import Service
from directory.storage import directory_tables as tables
from directory.storage.ports import Origin
from directory.storage.rows import Values, delete_rows, in_chunks, insert_rows, select_rows, upsert_rows
from directory.storage.service_reading import read_all_services, read_services
from directory.storage.service_rows import build_rows

_REVISION = "directory"
# Replaced with their service, in an order that suits foreign keys.
_CHILDREN = (
    tables.service_delivery,
    tables.service_welcome,
    tables.language,
    tables.schedule,
    tables.phone,
    tables.contact,
    tables.cost_option,
    tables.service_area,
    tables.attribute,
)


class SqlServiceShelf:
    """Implements ``ServiceShelf``."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, service_id: str) -> Service:
        """Raise ``NotFoundError`` when it is not there."""
        for service in read_services(self._connection, {service_id}):
            return service
        raise NotFoundError(what="listing")

    def find(self, service_ids: Collection[str]) -> Mapping[str, Service]:
        """Those that exist, by id."""
        return {one.id: one for one in read_services(self._connection, set(service_ids))}

    def all(self) -> Iterator[Service]:
        """Every service, in the order of ids."""
        return read_all_services(self._connection)

    def count(self) -> int:
        """How many there are."""
        return self._connection.execute(select(func.count()).select_from(tables.service)).scalar_one()

    def save(self, services: Iterable[Service]) -> None:
        """Write each whole. Checks are only added: an import never takes evidence away."""
        revision = self._move_revision()
        for chunk in in_chunks(services):
            self._save_chunk(chunk, revision)

    def remove(self, service_ids: Collection[str], *, with_evidence: bool = False) -> None:
        """Take services out; evidence about them stays unless it was invented with them."""
        revision = self._move_revision()
        places = self._location_ids(service_ids)
        delete_rows(self._connection, tables.origin.c.service_id, service_ids)
        delete_rows(self._connection, tables.service.c.id, service_ids)
        if with_evidence:
            delete_rows(self._connection, tables.verification.c.service_id, service_ids)
        self._remove_unused_locations(places)
        removed = [{"service_id": key, "revision": revision} for key in set(service_ids)]
        for chunk in in_chunks(removed):
            upsert_rows(self._connection, tables.removed_service, chunk)

    def revision(self) -> int:
        """A number that grows with every change, 0 for an empty directory."""
        query = select(tables.revision.c.number).where(tables.revision.c.name == _REVISION)
        return self._connection.execute(query).scalar_one_or_none() or 0

    def changed_since(self, revision: int) -> frozenset[str]:
        """The ids of all that was saved or removed after that revision, or shows something that was."""
        saved, removed = tables.service.c, tables.removed_service.c
        query = union(
            select(saved.id).where(saved.revision > revision),
            select(removed.service_id).where(removed.revision > revision),
        )
        return frozenset(self._connection.execute(query).scalars())

    def origins(self, source: str) -> Mapping[str, Origin]:
        """Every row once read from this source, by its id there."""
        rows = self._connection.execute(select(tables.origin).where(tables.origin.c.source == source))
        return {
            row.external_id: Origin(row.source, row.external_id, row.service_id, row.digest) for row in rows
        }

    def save_origins(self, origins: Iterable[Origin]) -> None:
        """Remember what was read."""
        for chunk in in_chunks(origins):
            rows = [
                {
                    "source": o.source,
                    "external_id": o.external_id,
                    "service_id": o.service_id,
                    "digest": o.digest,
                }
                for o in chunk
            ]
            upsert_rows(self._connection, tables.origin, rows)

    def _save_chunk(self, chunk: list[Service], revision: int) -> None:
        # A new listing has nothing to be taken away, which is most of the work in a first import.
        known = self._known({service.id for service in chunk})
        old_places = self._location_ids(known)
        rows = build_rows({service.id: service for service in chunk}.values())
        self._save_organizations(rows["organization"], revision)
        services = [{**row, "revision": revision} for row in rows["service"]]
        upsert_rows(self._connection, tables.service, services)
        upsert_rows(self._connection, tables.taxonomy_term, rows["taxonomy_term"])
        for table in _CHILDREN:
            delete_rows(self._connection, table.c.service_id, known)
            insert_rows(self._connection, table, rows[table.name])
        self._save_locations(known, rows)
        self._touch_sharing(rows["location"], revision)
        upsert_rows(self._connection, tables.verification, rows["verification"])
        self._remove_unused_locations(old_places)

    def _save_organizations(self, rows: Sequence[Values], revision: int) -> None:
        """An organisation that reads otherwise than before changes every service it runs."""
        table, service = tables.organization, tables.service
        new = {str(row["id"]): row for row in rows}
        before = select_rows(self._connection, select(table), table.c.id, keys=new)
        changed = [row.id for row in before if row._asdict() != new[row.id]]
        upsert_rows(self._connection, table, rows)
        for ids in in_chunks(changed):
            self._connection.execute(
                update(service).where(service.c.organization_id.in_(ids)).values(revision=revision)
            )

    def _touch_sharing(self, places: Sequence[Values], revision: int) -> None:
        """What is saved about a place is shown by every service that is there."""
        link, service = tables.service_at_location, tables.service
        for ids in in_chunks({str(place["id"]) for place in places}):
            there = select(link.c.service_id).where(link.c.location_id.in_(ids))
            others = service.c.id.in_(there) & (service.c.revision < revision)
            self._connection.execute(update(service).where(others).values(revision=revision))

    def _save_locations(self, ids: Collection[str], rows: Mapping[str, list[Mapping[str, object]]]) -> None:
        places = {str(row["id"]) for row in rows["location"]}
        delete_rows(self._connection, tables.service_at_location.c.service_id, ids)
        delete_rows(self._connection, tables.address.c.location_id, places)
        delete_rows(self._connection, tables.accessibility.c.location_id, places)
        upsert_rows(self._connection, tables.location, rows["location"])
        # Two services of one file may share a place, which then comes twice.
        upsert_rows(self._connection, tables.address, rows["address"])
        upsert_rows(self._connection, tables.accessibility, rows["accessibility"])
        insert_rows(self._connection, tables.service_at_location, rows["service_at_location"])

    def _known(self, service_ids: Collection[str]) -> set[str]:
        ids = tables.service.c.id
        return {row[0] for row in select_rows(self._connection, select(ids), ids, keys=service_ids)}

    def _location_ids(self, service_ids: Collection[str]) -> set[str]:
        link = tables.service_at_location
        query = select(link.c.location_id)
        return {row[0] for row in select_rows(self._connection, query, link.c.service_id, keys=service_ids)}

    def _remove_unused_locations(self, places: Collection[str]) -> None:
        link = tables.service_at_location
        query = select(link.c.location_id)
        used = {row[0] for row in select_rows(self._connection, query, link.c.location_id, keys=places)}
        delete_rows(self._connection, tables.location.c.id, set(places) - used)

    def _move_revision(self) -> int:
        """The next number. Whoever else wants to write waits from here on until this transaction ends."""
        table = tables.revision
        moved = update(table).where(table.c.name == _REVISION).values(number=table.c.number + 1)
        number = self._connection.execute(moved.returning(table.c.number)).scalar_one_or_none()
        if number is None:
            upsert_rows(self._connection, table, [{"name": _REVISION, "number": 1}])
        return number or 1
