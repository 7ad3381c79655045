"""What fits on the practice network."""

from manyvoices.networks.contract import Limits

LIMITS = Limits(length=500, count="characters", pictures=4, alt=1500)
