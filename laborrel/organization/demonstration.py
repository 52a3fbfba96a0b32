"""The invented city of the demonstration office: its departments, unions, units, job classes, employees, stewards."""

import random

from laborrel.organization.models import (
    BargainingUnit,
    Department,
    Employee,
    Employer,
    JobClass,
    Representative,
    Union,
)
from laborrel.web.contributions import Demonstration, demonstrates

CITY = "City of Larkhaven"
SEED = 1926
EMPLOYEES = 400

DEPARTMENTS = {
    "PW": ("Public Works", ("Corporation Yard", "North Treatment Plant", "Street Maintenance Shop", "Engineering")),
    "PR": ("Parks and Recreation", ("Willow Park", "Riverside Pool", "Community Center")),
    "LIB": ("Library", ("Central Library", "East Branch", "Harbor Branch")),
    "POL": ("Police", ("Headquarters", "South Station", "Fleet Garage", "Communications Center")),
    "FIN": ("Finance", ("City Hall, second floor", "Revenue Counter", "Purchasing")),
}
UNIONS = {
    "LCWU": "Larkhaven City Workers Union, Local 77",
    "LPSA": "Larkhaven Public Safety Association",
}
UNITS = {
    "CT": ("Clerical and Technical", "LCWU"),
    "MT": ("Maintenance and Trades", "LCWU"),
    "PO": ("Police Officers", "LPSA"),
    "SV": ("Field Supervisors", "LPSA"),
}
# Where a unit's people work, how many of them, and in which job classes.
PLACES = {
    "CT": (("PW", "PR", "LIB", "POL", "FIN"), 140),
    "MT": (("PW", "PR", "LIB", "POL", "FIN"), 130),
    "PO": (("POL",), 80),
    "SV": (("PW", "PR", "POL"), 50),
}
CLASSES = {
    "CT": ("Office Assistant", "Accounting Clerk", "Library Assistant", "Permit Technician", "Police Records Clerk"),
    "MT": ("Maintenance Worker", "Equipment Operator", "Electrician", "Fleet Mechanic", "Building Attendant"),
    "PO": ("Police Officer", "Police Corporal", "Police Sergeant"),
    "SV": ("Field Supervisor", "Parks Supervisor", "Plant Supervisor"),
}
REPRESENTATIVES = (
    ("Lucinda Prewitt", "Chief steward", "LCWU"),
    ("Bertrand Okonjo", "Business agent", "LCWU"),
    ("Salma Dragoner", "Steward", "LCWU"),
    ("Wendell Strand", "Steward", "LCWU"),
    ("Captain Rosa Ellsworth (ret.)", "Field representative", "LPSA"),
    ("Ilya Brannigan", "Grievance chair", "LPSA"),
    ("Thea Kowalcyk", "Director", "LPSA"),
)
_UNION_ADDRESSES = {"LCWU": "77 Tannery Row\nLarkhaven", "LPSA": "410 Beacon Street\nLarkhaven"}
_FIRST = (
    "Adela Amos Anneke Arturo Beatriz Benny Bonnie Calvin Camille Carmela Cedric Chidi Clara Cyrus Dahlia Delroy "
    "Dimitri Dolores Edwin Eleni Elias Emiko Esther Ezekiel Farida Felix Fiona Gaston Gloria Hanna Harvey Imogen "
    "Ivan Jamila Jasper Joaquin Josefina Kenji Keisha Lamar Leticia Linus Lourdes Magnus Maribel Marvin Mei Milos "
    "Nadia Nestor Odette Oren Paloma Percy Quentin Rafael Rosalind Rufus Sabine Santiago Selma Silas Tamsin Tobias "
    "Ursula Vernon Violeta Wallace Winona Yolanda Zachary Zora"
)
_LAST = (
    "Abernathy Acheson Alvarado Amundsen Banerjee Barlow Belmonte Boateng Brightwell Cabrera Calloway Chatterjee "
    "Corrigan Dabrowski Delacroix Dunmore Eberhart Escobedo Fairweather Fitzhugh Galindo Garroway Ghebre Halvorsen "
    "Hathaway Ibarra Ingersoll Jablonski Jorgensen Kapoor Kettering Khoury Langley Lefevre Lockhart Mabry Madrigal "
    "McTavish Menendez Nakagawa Nwosu Oakes Olufsen Palmerston Pettibone Quintero Ramsey Rostova Sandoval Scarborough "
    "Takahashi Thibodeaux Underhill Valderrama Vasquez Waverly Whitlock Yamaguchi Zeller Zimmer"
)


@demonstrates("the city", order=10)
def build(office: Demonstration) -> None:
    """Everything invented and said to be invented, the same every time."""
    Employer.objects.create(
        name=CITY,
        office_name="Office of Labor Relations",
        address="1 Founders Square\nLarkhaven",
        is_invented=True,
    )
    departments = {code: Department.objects.create(code=code, name=name) for code, (name, _) in DEPARTMENTS.items()}
    unions = {code: Union.objects.create(code=code, name=name) for code, name in UNIONS.items()}
    units = {
        code: BargainingUnit.objects.create(code=code, name=name, union=unions[union])
        for code, (name, union) in UNITS.items()
    }
    _employees(departments, units)
    Representative.objects.bulk_create(
        Representative(full_name=name, role=role, union=unions[union], address=_UNION_ADDRESSES[union])
        for name, role, union in REPRESENTATIVES
    )
    office.say(f"{CITY}, which is invented: {len(departments)} departments, {len(units)} units, {EMPLOYEES} employees.")


def _employees(departments: dict[str, Department], units: dict[str, BargainingUnit]) -> None:
    chance = random.Random(SEED)  # noqa: S311 - invented names, the same every time
    names = [f"{first} {last}" for first in _FIRST.split() for last in _LAST.split()]
    chance.shuffle(names)
    employees: list[Employee] = []
    for unit_code, (places, count) in PLACES.items():
        classes = [
            JobClass.objects.create(code=f"{unit_code}{position:02}", name=name, unit=units[unit_code])
            for position, name in enumerate(CLASSES[unit_code], start=1)
        ]
        for position in range(count):
            department = places[position % len(places)]
            employees.append(
                Employee(
                    number=f"E{10001 + len(employees)}",
                    full_name=names[len(employees)],
                    department=departments[department],
                    unit=units[unit_code],
                    job_class=chance.choice(classes),
                    facility=chance.choice(DEPARTMENTS[department][1]),
                )
            )
    Employee.objects.bulk_create(employees)
