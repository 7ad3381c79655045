"""What people write, made of parts, so that no two messages are alike."""

from random import Random

OPENINGS = ("Hello, ", "", "", "Hi there! ", "Good morning, ", "Dear team, ", "Seriously? ", "So ")
COMPLAINTS = (
    "my train {n} was cancelled again and nobody told us anything, this is unacceptable",
    "I have waited {n} days for the refund of my ticket and nobody answers",
    "the heating in coach {n} is broken and the staff just shrugged",
    "you charged me twice for booking {n}, I want my money back",
    "stuck at Wels since {n} minutes without any information, what a disgrace",
    "the app crashes whenever I open reservation {n}, it is useless",
    "seit {n} Minuten stehen wir im Tunnel und niemand sagt uns warum",
    "die Reservierung {n} war doppelt vergeben, ich bin wirklich enttäuscht",
)
QUESTIONS = (
    "when does the first train to Linz leave on Sunday the {n}th?",
    "can I take my bicycle on night train {n}?",
    "how do I change the name on ticket {n}?",
    "is platform {n} reachable with a wheelchair?",
    "welche Tickets brauche ich für Zone {n}?",
)
OTHERS = (
    "thank you so much, the crew of train {n} was wonderful today!",
    "it would be great to have power sockets in row {n} as well",
    "on my way home with train {n}",
    "CLICK HERE to WIN {n} FREE iPhones http://win.example limited offer!!!",
)
ENDINGS = (
    "",
    "",
    " Thanks.",
    " Please help.",
    " #northlight",
    " I am with two small children.",
    " It is urgent!",
)


def message(random: Random) -> str:
    """Four in ten complain, three ask."""
    kind = random.choices((COMPLAINTS, QUESTIONS, OTHERS), weights=(4, 3, 3))[0]
    said = random.choice(kind).format(n=random.randrange(10_000))
    return f"{random.choice(OPENINGS)}{said}{random.choice(ENDINGS)}"
