"""What makes two listings seem the same to someone who reads a list of them."""

from directory.model.service import Service


def name_key(service: Service) -> str:
    """The same for groups that go by one name in several places."""
    return f"name {service.name.split(' - ')[0].casefold()}"


def organization_key(service: Service) -> str:
    """The same for all that one organisation runs."""
    return f"organization {service.organization.id}"
