"""What fits on the practice network."""

from manyvoices.networks.contract import Limits, Pace

LIMITS = Limits(
    length=500, count="characters", pictures=4, alt=1500, film=180, parts=25, pace=Pace(calls=6000)
)
