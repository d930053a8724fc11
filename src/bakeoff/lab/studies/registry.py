"""The list of studies: a new one is a file and an entry here."""

from bakeoff.lab.studies import orm, scalability, waits
from bakeoff.lab.studies.study import Study

STUDIES: dict[str, Study] = {
    study.name: study for study in (orm.STUDY, scalability.STUDY, waits.STUDY)
}
