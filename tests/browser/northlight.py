"""The railway Northlight on an ordinary winter day: voices, posts, pictures, and what people answered."""

from datetime import datetime, timedelta
from io import BytesIO

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from PIL import Image, ImageDraw, ImageFilter

from manyvoices.core import clock
from manyvoices.core.markup.plain import to_html
from manyvoices.federation.models import Note, ReactionKind
from manyvoices.people.models import Organisation, Person
from manyvoices.voices.models import Voice, VoiceKind
from manyvoices.web.public.tests.rows import a_post, a_reaction, a_reply, somebody
from tests.cast import Cast, make_cast, person, voice

INTRODUCTION = (
    "We run the trains between the coast and the mountains. Here the people who drive, repair, plan and answer "
    "speak for themselves. Ask them."
)
IMPRINT = (
    "Northlight Railways AS\nStation Road 1\n7011 Northhaven\n\nResponsible for the contents: Ada Berg\n"
)
CONTACT = (
    "Answer any post from your own account, or write to hello@northlight.example.\n"
    "Lost something on a train? https://lost.northlight.example knows what was found."
)
# handle, name, what they do, bio
PEOPLE = [
    (
        "ada",
        "Ada Berg",
        "Head of communications",
        "I hold the door open for colleagues who have something to say.",
    ),
    (
        "bo",
        "Bo Lindqvist",
        "Train driver, coast line",
        "Twenty-one years in the cab. Snow, moose, sunrise.\nAsk me why we stopped.",
    ),
    (
        "cleo",
        "Cleo Martins",
        "Operations centre",
        "I see every train at once. I explain what we know, and what we do not know yet.",
    ),
    ("henrik", "Henrik Sæther", "Track maintenance", "Switches, ballast, and weather in every direction."),
    ("amina", "Amina Yusuf", "Night trains", "Everything about beds, breakfasts and 3 a.m. border stops."),
    ("jorunn", "Jorunn Vik", "Accessibility", "Ramps, announcements, tickets that screen readers can read."),
    ("tomasz", "Tomasz Nowak", "Battery trains", "Engineer. Electric where there is no wire."),
]
SHARED = [
    (
        "northlight",
        "Northlight",
        VoiceKind.BRAND,
        "Service, every day 5–24",
        "What everybody needs to know today.",
    ),
    (
        "depot",
        "Depot Northhaven",
        VoiceKind.GROUP,
        "The people under the trains",
        "Night shift posts after two.",
    ),
]
WORDS = [
    (
        "cleo",
        12,
        "service",
        (
            "The 16:10 to Fjellby waits for the connection from the coast: eight minutes. The café car is"
            " open, and the heating too."
        ),
    ),
    (
        "bo",
        47,
        "story",
        (
            "First snow on the plateau this morning, and nobody in the carriage looked at a phone for "
            "four minutes.\n\nI drove a little slower than I had to."
        ),
    ),
    (
        "tomasz",
        190,
        "story",
        (
            "People ask how far a battery train gets in the cold. Tonight at −19 °C: 94 km, with 31 % "
            "left. The heating takes more than the motors do. #trains"
        ),
    ),
    (
        "northlight",
        320,
        "service",
        (
            "Works between Northhaven and Elvby from Saturday 22:00 to Monday 04:30. Buses leave from "
            "platform 1; bicycles travel free in the van behind them. https://northlight.example/works"
        ),
    ),
    (
        "jorunn",
        610,
        "help",
        (
            "Three stations have the new ramps. If you use one and it is too steep, tell me here: I read "
            "everything and I bring it to the people who build them."
        ),
    ),
    ("henrik", 1500, "story", "A switch heater is a very long toaster. Ask me anything."),
    (
        "amina",
        2900,
        "promotion",
        "The Christmas night train has 40 beds left. Breakfast with cloudberries is in the price.",
    ),
]
ANSWERS = [
    ("Mia Tran", "mia", "fosstodon.example", "<p>That was us in coach 3! My daughter drew it.</p>", "en"),
    ("Øystein", "oystein", "snabelen.example", "<p>Takk, Bo. Fint å lese før jobb.</p>", "nb"),
    ("רות", "ruth", "tooot.example", "<p>נסיעה בטוחה!</p>", "he"),
]


def fill() -> Cast:
    """Writes all of it and returns the cast."""
    cast = make_cast()
    Organisation.objects.update(
        introduction=INTRODUCTION, imprint=IMPRINT, contact=CONTACT, time_zone="Europe/Oslo"
    )
    voices = {shown.handle: shown for shown in _voices(cast)}
    now = clock.now()
    notes = {
        handle: _post(voices[handle], now - timedelta(minutes=age), kind, words)
        for handle, age, kind, words in WORDS
    }
    _picture(notes["bo"])
    warned = to_html(
        "Somebody was on the track at Elvby. The driver braked in time. Everybody is alive; the driver goes home now."
    )
    a_post(
        voices["cleo"],
        warned,
        published_at=now - timedelta(days=3),
        content_warning="Near accident",
        kind="service",
    )
    _answers(notes["bo"])
    return cast


def _voices(cast: Cast) -> list[Voice]:
    made = []
    for handle, name, role_line, bio in PEOPLE:
        shown = Voice.objects.filter(handle=handle).first()
        if shown is None:
            first = name.split()[0]
            owner = Person.objects.filter(name=first).first() or person(first, cast.operations)
            shown = voice(
                handle, name, kind=VoiceKind.PERSON, person=owner, unit=cast.operations, brand=cast.brand
            )
        made.append(_described(shown, name, role_line, bio))
    for handle, name, kind, role_line, bio in SHARED:
        shown = Voice.objects.filter(handle=handle).first()
        shown = shown or voice(handle, name, kind=kind, unit=cast.root, brand=cast.brand)
        made.append(_described(shown, name, role_line, bio))
    return made


def _described(shown: Voice, name: str, role_line: str, bio: str) -> Voice:
    shown.name, shown.role_line, shown.bio = name, role_line, bio
    shown.save(update_fields=["name", "role_line", "bio"])
    return shown


def _post(author: Voice, at: datetime, kind: str, words: str) -> Note:
    return a_post(author, to_html(words), published_at=at, kind=kind)


def _answers(note: Note) -> None:
    for minutes, (name, username, host, html, language) in enumerate(ANSWERS, start=4):
        guest = somebody(name, host, username=username, url=f"https://{host}/@{username}")
        a_reply(
            note, guest, html, language=language, published_at=note.published_at + timedelta(minutes=minutes)
        )
        a_reaction(note, guest, ReactionKind.LIKE)
    a_reaction(note, guest, ReactionKind.ANNOUNCE)


def _picture(note: Note) -> None:
    name = f"{note.pk:032x}.jpg"
    kept = BytesIO()
    _plateau().save(kept, "JPEG", quality=82)
    default_storage.save(name, ContentFile(kept.getvalue()))
    alt = "Snow on a wide plateau at sunrise; two rails run towards low blue mountains."
    note.attachments = [
        {
            "url": f"https://voices.example/media/{name}",
            "mediaType": "image/jpeg",
            "name": alt,
            "width": 1200,
            "height": 675,
        }
    ]
    note.save(update_fields=["attachments"])


def _plateau() -> Image.Image:
    """Sunrise over snow, drawn: no photograph has to be shipped."""
    picture = Image.new("RGB", (1200, 675))
    draw = ImageDraw.Draw(picture)
    for y in range(675):
        part = y / 430
        sky = (int(88 + 160 * part), int(112 + 82 * part), int(150 + 10 * part))
        draw.line(
            [(0, y), (1200, y)], fill=sky if y < 430 else (226 - (y - 430) // 12, 232 - (y - 430) // 14, 242)
        )
    draw.ellipse([930, 250, 1030, 350], fill=(255, 236, 190))
    draw.polygon(
        [
            (0, 430),
            (0, 372),
            (160, 330),
            (330, 385),
            (520, 318),
            (700, 392),
            (880, 350),
            (1040, 396),
            (1200, 344),
            (1200, 430),
        ],
        fill=(120, 140, 172),
    )
    picture = picture.filter(ImageFilter.GaussianBlur(2))
    draw = ImageDraw.Draw(picture)
    for left, right in ((470, 150), (640, 860)):
        draw.polygon(
            [(565, 430), (569, 430), (right + 16, 675), (right, 675)]
            if left < 500
            else [(573, 430), (577, 430), (right + 16, 675), (right, 675)],
            fill=(86, 78, 78),
        )
    return picture
