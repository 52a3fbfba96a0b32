"""What the invented grievances are about: the words of the forms, with places for the names."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Matter:
    """One kind of dispute. The texts take {name}, {place} and {department}."""

    issue: str  # code
    article: str
    title: str
    statement: str
    remedy: str
    union_says: str
    we_say: str
    discipline: str = ""
    units: tuple[str, ...] = ("CT", "MT", "PO", "SV")


ISSUES = {
    # code: (name, the word procedures use)
    "OVERTIME": ("Overtime distribution", "overtime"),
    "CALLBACK": ("Call-back and standby pay", "call_back"),
    "SCHEDULE": ("Work schedule", "schedule"),
    "SHIFT": ("Shift bid", "shift_bid"),
    "OUTCLASS": ("Work out of class", "out_of_class"),
    "CLASS": ("Classification", "classification"),
    "VACATION": ("Vacation", "vacation"),
    "SICK": ("Sick leave", "sick_leave"),
    "SAFETY": ("Safety and equipment", "safety"),
    "PROMOTION": ("Promotion and vacancies", "promotion"),
    "PREMIUM": ("Premium pay", "premium"),
    "RELEASE": ("Release time", "release_time"),
    "FILE": ("Personnel file", "personnel_file"),
    "CONTRACT": ("Contracting of work", "contracted_work"),
    "EVALUATE": ("Evaluation", "evaluation"),
    "HOLIDAY": ("Holiday pay", "holiday"),
    "TRANSFER": ("Transfer", "transfer"),
    "REPRIMAND": ("Written reprimand", "reprimand"),
    "SUSPEND": ("Suspension", "suspension"),
    "DISCHARGE": ("Discharge", "discharge"),
    "RULES": ("New work rules", "new_rules"),
    "OTHER": ("Other", ""),
}

MATTERS = (
    Matter(
        "OVERTIME",
        "30.1",
        "Overtime at {place} not offered by seniority",
        "{name} was next on the overtime list at {place} and was not called. A less senior employee worked the shift.",
        "Eight hours at the overtime rate, and the overtime list followed from now on.",
        "The list was posted and {name} was at home with the telephone beside the bed.",
        "The supervisor called once, got no answer, and went on down the list because the pump was failing.",
    ),
    Matter(
        "CALLBACK",
        "30.2",
        "Call-back paid for two hours instead of three",
        "{name} was called back to {place} at night and was paid two hours.",
        "One more hour at the overtime rate, for this call and the two before it.",
        "The article says at least three hours, and it does not say “unless the work was short”.",
        "Payroll read the time sheet, which shows two hours, and did not see that it was a call-back.",
        units=("MT", "PO", "SV"),
    ),
    Matter(
        "SCHEDULE",
        "31.1",
        "Schedule at {place} changed on four days' notice",
        "{name} was told to begin at 6:00 am from the next week on. No emergency was named.",
        "The former hours restored, and overtime for the hours outside them.",
        "Fourteen days is fourteen days. The vacancy had been known since spring.",
        "Two of five people were out and the counter could not have opened.",
    ),
    Matter(
        "SHIFT",
        "31.2",
        "Vacant day shift at {place} filled without a bid",
        "The day shift at {place} fell vacant and was given to a newer employee without posting.",
        "The shift posted and bid, and {name} placed in it if senior.",
        "Nobody saw a posting; the binder at {place} is empty for that week.",
        "It was posted for five days on the notice board at the yard.",
        units=("MT", "PO"),
    ),
    Matter(
        "OUTCLASS",
        "32.1",
        "Out-of-class pay at {place} refused",
        "{name} has done the lead worker's duties at {place} for eleven working days without the five percent.",
        "Five percent from the first day.",
        "The daily sheets were signed by {name} as acting lead, and the supervisor countersigned them.",
        "The lead was away, but his planning was done by the superintendent; {name} only opened and closed.",
    ),
    Matter(
        "CLASS",
        "32.2",
        "Duties outside the class of {name}",
        "For a year {name} has kept the inventory of {place}, which is in the next higher class description.",
        "The position reviewed, and the duties taken away until then.",
        "A request for review was sent in January and nobody has answered it.",
        "Inventory is an incidental duty named in the present description.",
        units=("CT", "MT"),
    ),
    Matter(
        "VACATION",
        "33.1",
        "Vacation at {place} refused after it was granted",
        "Vacation of {name}, granted in February, was taken back nine days before it began.",
        "The vacation restored, and the cost of the cancelled journey.",
        "What was granted by seniority cannot be taken back for convenience.",
        "Three resignations came after February and the service could not be kept up.",
    ),
    Matter(
        "SICK",
        "33.2",
        "Certificate asked for after one day of absence",
        "{name} was told to bring a medical certificate for a single day.",
        "The request withdrawn and the day paid as sick leave.",
        "The article begins at three consecutive days.",
        "The absence followed two others that joined a weekend.",
        units=("CT", "MT", "SV"),
    ),
    Matter(
        "SAFETY",
        "34.1",
        "No respirators at {place}",
        "The crew of {name} was sent to clean the digester at {place} without fitted respirators.",
        "Respirators fitted and supplied, and the day's pay of those sent home.",
        "The fit test of two members had lapsed in March and the store was empty.",
        "Respirators were ordered in April; the work was put off the same morning.",
        units=("MT", "PO"),
    ),
    Matter(
        "PROMOTION",
        "35.1",
        "Senior candidate passed over at {place}",
        "{name} was senior and qualified, and a candidate with two years less was chosen.",
        "{name} placed in the position with back pay to the day it was filled.",
        "Both scored within one point of each other: that is equal merit.",
        "The panel ranked the other candidate first on the practical exercise.",
        units=("CT", "MT", "SV"),
    ),
    Matter(
        "PREMIUM",
        "36.1",
        "Bilingual premium begun a year late",
        "{name} passed the bilingual examination last autumn and is paid the premium only since this autumn.",
        "The premium from the first pay period after the examination.",
        "The certificate was handed to the supervisor at {place} the week it came.",
        "Personnel first saw the certificate eleven months later.",
        units=("CT", "PO"),
    ),
    Matter(
        "RELEASE",
        "37.1",
        "Steward at {place} not released for a meeting",
        "{name}, steward, asked to attend a grievance meeting and was refused.",
        "The right acknowledged, and the time used on leave given back.",
        "The supervisor was told two days before, as the article asks.",
        "Nobody could be found for the counter at {place} at that hour.",
        units=("CT", "MT", "PO"),
    ),
    Matter(
        "FILE",
        "38.1",
        "Old reprimand still in the file of {name}",
        "A reprimand older than two years was read at a promotion interview.",
        "The reprimand removed, and the interview held again.",
        "The request for removal was made in writing last year.",
        "The request was not found; the reprimand would have been removed at once.",
        units=("CT", "MT", "SV"),
    ),
    Matter(
        "CONTRACT",
        "39.1",
        "Grounds work at {place} contracted out without notice",
        "A contractor's crew began to mow at {place}. The union had no notice.",
        "The contract stopped, and the hours offered to the unit as overtime.",
        "Thirty days' notice is the whole article.",
        "The contract covers only the slope that our machines cannot reach.",
        units=("CT", "SV"),
    ),
    Matter(
        "EVALUATE",
        "40.1",
        "Evaluation filed before it was discussed",
        "The evaluation of {name} was in the file when the supervisor asked for a talk about it.",
        "The evaluation removed and begun again.",
        "The date stamp of the file is a week before the talk.",
        "The talk of the week before was the discussion.",
    ),
    Matter(
        "HOLIDAY",
        "holidays",
        "Holiday worked at {place} paid at the regular rate",
        "{name} worked on a holiday at {place} and was paid as on any day.",
        "The holiday rate for eight hours.",
        "The building was closed and only the shift of {name} was there.",
        "The shift had been exchanged between two employees on their own.",
    ),
    Matter(
        "REPRIMAND",
        "38.1",
        "Written reprimand for lateness at {place}",
        "{name} was reprimanded for three late arrivals, two of which were on days off.",
        "The reprimand removed.",
        "The schedule in the supervisor's hand is last year's.",
        "One late arrival is not disputed and had been spoken about before.",
        units=("CT", "MT"),
    ),
    Matter(
        "SUSPEND",
        "discipline",
        "Three-day suspension of {name}",
        "{name} was suspended for three days for leaving {place} before relief came.",
        "The suspension removed and three days paid.",
        "Relief was forty minutes late and the supervisor knew.",
        "The gate stood open for an hour, and it was the second time in a year.",
        discipline="suspension",
        units=("CT", "MT"),
    ),
)

DISCHARGE = Matter(
    "DISCHARGE",
    "discipline",
    "Discharge of {name}",
    "{name} was discharged for the use of a City vehicle outside working hours.",
    "Reinstatement with full back pay and a clean record.",
    "Others did the same and were spoken to.",
    "The vehicle was found two counties away, and the mileage log had been changed.",
    discipline="discharge",
    units=("CT",),
)
POLICY = Matter(
    "RULES",
    "31.1",
    "Rule that telephones stay in lockers",
    "A memorandum of the department forbids telephones at work stations in {department}.",
    "The memorandum withdrawn and the change talked about with the union first.",
    "It changes working conditions of everybody and was never mentioned at the table.",
    "It repeats a rule that has been on the wall for six years.",
)
UNION = Matter(
    "CONTRACT",
    "39.1",
    "Janitorial work at {place} given to a contractor",
    "A contractor cleans {place} since the first of the month. The union had no notice.",
    "The work returned to the unit.",
    "Members of the unit have cleaned {place} as long as anyone remembers.",
    "The building was leased, and the lease includes cleaning.",
)
NOT_GRIEVABLE = Matter(
    "TRANSFER",
    "8.2",
    "Transfer from {place} to nights",
    "{name} was transferred to nights after speaking at a council meeting.",
    "Return to days.",
    "The order of events speaks for itself.",
    "Transfers stand outside this procedure, and the order had been signed before the meeting.",
    units=("PO",),
)

# Where an article is cited by a word: each unit's own article.
ARTICLE_OF_UNIT = {
    "holidays": {"CT": "4.1", "MT": "20", "PO": "7.3", "SV": "16.1"},
    "discipline": {"CT": "12.2", "MT": "24 §4"},
}


def matters_of(unit: str) -> list[Matter]:
    """What the people of a unit grieve about."""
    return [matter for matter in MATTERS if unit in matter.units]


def article_for(matter: Matter, unit: str) -> str:
    return ARTICLE_OF_UNIT.get(matter.article, {}).get(unit, matter.article)
