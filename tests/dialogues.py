"""Conversations of two to four questions, our own writing: what is asked, and what each question stands for."""

BLINKEN = ("What did Blinken say about Afghanistan?", "What did Blinken say about Afghanistan?")
BARRIER = ("How much will the flood barrier cost?", "How much will the flood barrier cost?")
APRIL = (
    "What did Blinken say about Afghanistan in April 2021?",
    "What did Blinken say about Afghanistan in April 2021?",
)

DIALOGUES: tuple[tuple[tuple[str, str], ...], ...] = (
    (BLINKEN, ("What about Raab?", "What did Raab say about Afghanistan?")),
    (
        BLINKEN,
        ("What about Raab?", "What did Raab say about Afghanistan?"),
        ("And about China?", "What did Raab say about China?"),
    ),
    (
        BLINKEN,
        ("What did he say about China?", "What did Blinken say about China?"),
        ("And Raab?", "What did Raab say about China?"),
    ),
    (BLINKEN, ("Why?", "Why did Blinken say that about Afghanistan?")),
    (BLINKEN, ("Yes", "What did Blinken say about Afghanistan?")),
    (BLINKEN, ("Tell me more", "What did Blinken say about Afghanistan?")),
    (BLINKEN, ("What else did he say?", "What did Blinken say?"), ("About NATO?", "What did Blinken say about NATO?")),
    (BLINKEN, ("And in May 2021?", "What did Blinken say about Afghanistan in May 2021?")),
    (APRIL, ("And in May 2021?", "What did Blinken say about Afghanistan in May 2021?")),
    (APRIL, ("And later?", "What did Blinken say about Afghanistan after 30 April 2021?")),
    (APRIL, ("And before that?", "What did Blinken say about Afghanistan before 1 April 2021?")),
    (APRIL, ("What about Raab?", "What did Raab say about Afghanistan in April 2021?")),
    (
        APRIL,
        ("And about NATO?", "What did Blinken say about NATO in April 2021?"),
        ("And later?", "What did Blinken say about NATO after 30 April 2021?"),
    ),
    (APRIL, ("And now?", "What did Blinken say about Afghanistan now?")),
    (BLINKEN, BARRIER, ("What about Raab?", "What did Raab say about the flood barrier?")),
    (BLINKEN, BARRIER, ("When will it be built?", "When will the flood barrier be built?")),
    (BLINKEN, BARRIER, ("What did he say about China?", "What did Blinken say about China?")),
    (BARRIER, ("And the school?", "How much will the school cost?")),
    (
        BARRIER,
        ("What about the school?", "How much will the school cost?"),
        ("When will it open?", "When will the school open?"),
    ),
    (
        ("When should the flood barrier be working?", "When should the flood barrier be working?"),
        ("And the school?", "When should the school be working?"),
    ),
    (BARRIER, ("Why?", "Why will the flood barrier cost so much?")),
    (BARRIER, ("What did Raab say about it?", "What did Raab say about the flood barrier?")),
    (BARRIER, BLINKEN, ("And about NATO?", "What did Blinken say about NATO?")),
    (
        ("How many homes were flooded in Ledham?", "How many homes were flooded in Ledham?"),
        ("And in Marholm?", "How many homes were flooded in Marholm?"),
        ("In 2019?", "How many homes were flooded in Marholm in 2019?"),
    ),
    (
        ("Did the council approve the wall?", "Did the council approve the wall?"),
        ("Why?", "Why did the council approve the wall?"),
    ),
    (
        ("When was the school closed?", "When was the school closed?"),
        ("Why?", "Why was the school closed?"),
        ("And the library?", "Why was the library closed?"),
    ),
    (
        ("When was the school closed?", "When was the school closed?"),
        ("Who closed it?", "Who closed the school?"),
    ),
    (
        ("Is the bridge open?", "Is the bridge open?"),
        ("Since when?", "Since when?"),
    ),
    (
        ("Who bought the Grand Hotel?", "Who bought the Grand Hotel?"),
        ("When was it sold?", "When was the Grand Hotel sold?"),
    ),
    (
        ("How many people died in the flood in 2020?", "How many people died in the flood in 2020?"),
        ("And in 2021?", "How many people died in the flood in 2021?"),
        ("And in 2022?", "How many people died in the flood in 2022?"),
    ),
    (
        ("According to Dominic Raab, what must Russia do?", "According to Dominic Raab, what must Russia do?"),
        ("What did he say about China?", "What did Dominic Raab say about China?"),
        ("And Blinken?", "What did Blinken say about China?"),
    ),
    (BLINKEN, ("Write a poem.", "Write a poem."), ("And then?", "And then?")),
    (("And about NATO?", "And about NATO?"), BLINKEN, ("And about NATO?", "What did Blinken say about NATO?")),
    (
        BLINKEN,
        ("What about Raab?", "What did Raab say about Afghanistan?"),
        ("Why?", "Why did Raab say that about Afghanistan?"),
        ("And in June 2021?", "Why did Raab say that about Afghanistan in June 2021?"),
    ),
)
