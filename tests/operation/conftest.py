"""What tests of operation may ask for."""

from tests.operation.houses import demo_house, house, new_house

__all__ = ["demo_house", "house", "new_house"]
