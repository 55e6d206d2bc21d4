"""What is asked of a replication plan.

Its sections follow what the programme's replication strategies hold (D7.4.2), POCITYF's and URBACT's plans. What is
ours: the ten of them and their order, every label and hint, milestones with a question to go on, the table of the
city's surroundings (PESTEL) in place of a chapter, costs as a range, and that a start and a quantity are asked for from
which a first plan is composed.

Its keys are its own: a plan and a practice say different things of their steps, costs and indicators.
"""

from wiki.facts.definition.plan.aims import AIMS, BLOCKS, PLACE
from wiki.facts.definition.plan.doing import MILESTONES, PEOPLE, RISKS, SIGN_OFFS
from wiki.facts.definition.plan.means import COST, LAW
from wiki.facts.definition.plan.results import AFTERWARDS, KPIS

PLAN_SECTIONS = (AIMS, PLACE, BLOCKS, MILESTONES, PEOPLE, LAW, COST, RISKS, KPIS, AFTERWARDS, SIGN_OFFS)
