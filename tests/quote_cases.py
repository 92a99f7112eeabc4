"""Hand-written paragraphs in which it is easy to give words to the wrong person. Everybody in them is invented.

Each case: a text, and for fragments of what is said (found in the quote's text) the full name of who says it, None
where the text names nobody. A fragment with the speaker `NOT_SAID` must be in no quote of direct or mixed speech, or
in no quote at all where it stands without marks.
"""

NOT_SAID = "<not said>"

CASES: dict[str, tuple[str, dict[str, str | None]]] = {
    # --- where the speaker stands
    "speaker before": (
        "Lena Hartwig said: “The harbour will open in May.”",
        {"The harbour will open": "Lena Hartwig"},
    ),
    "speaker after": (
        "“The harbour will open in May,” Lena Hartwig said.",
        {"The harbour will open": "Lena Hartwig"},
    ),
    "speaker after, inverted": (
        "“The harbour will open in May,” said Lena Hartwig, who runs the port authority of Velden.",
        {"The harbour will open": "Lena Hartwig"},
    ),
    "speaker inside": (
        "“The harbour,” said Lena Hartwig, “will open in May.”",
        {"The harbour": "Lena Hartwig", "will open in May": "Lena Hartwig"},
    ),
    "speaker between sentences": (
        "“The harbour is ready,” Lena Hartwig said. “It will open in May.”",
        {"is ready": "Lena Hartwig", "It will open": "Lena Hartwig"},
    ),
    "a question asked by the person after the mark": (
        "“Who will pay for the harbour?” asked Tomas Brandl, a fisherman.",
        {"Who will pay": "Tomas Brandl"},
    ),
    "an exclamation and a pronoun": (
        "Tomas Brandl rose from his seat. “Nobody asked us!” he shouted.",
        {"Nobody asked us": "Tomas Brandl"},
    ),
    "words that come before a dash and a name": (
        "“We have waited long enough.”\n\n- Petra Alving",
        {"waited long enough": "Petra Alving"},
    ),
    "a colon and a new paragraph": (
        "Asked about the fire, Petra Alving wrote to the staff:\n\n“No one was hurt. The night shift had gone home.”",
        {"No one was hurt": "Petra Alving"},
    ),
    "a label in a transcript": (
        "Petra Alving: We never promised a second bridge to the people of Velden.",
        {"never promised": "Petra Alving"},
    ),
    "an office of something before a name": (
        "On Monday U.S. House Speaker Lena Hartwig met bankers.\n\nHartwig said “the door is open”, and Orm Steel CEO "
        "Ivo Marsh agreed.\n\n“We are ready,” Marsh said.",
        {"the door is open": "Lena Hartwig", "We are ready": "Ivo Marsh"},
    ),
    "an organization that is written as a pronoun": (
        "The WHO had no comment on Monday.\n\n“We need more doses,” WHO said in a statement.",
        {"We need more doses": "WHO"},
    ),
    "a question and a verb that is seldom one of speech": (
        "“We were promised a bridge,” Petra Alving said.\n\n“Who promised it?” Ivo Marsh demanded.\n\n“Nobody!” Tomas "
        "Brandl shot back. “Nobody ever did.”",
        {
            "promised a bridge": "Petra Alving",
            "Who promised": "Ivo Marsh",
            "Nobody!": "Tomas Brandl",
            "ever did": "Tomas Brandl",
        },
    ),
    "a general of a force": (
        "Retired Norland Air Force Gen. Tomas Brandl spoke of his years under Lena Hartwig.\n\nBrandl left in "
        "May.\n\n“I was tired,” he said.",
        {"I was tired": "Tomas Brandl"},
    ),
    "a pronoun beside another's name": (
        "Anna Roe runs the port of Velden.\n\nWhile she said “the bridge is safe”, Mayor Lena Hartwig disagreed.",
        {"the bridge is safe": "Anna Roe"},
    ),
    "names with hyphens": (
        "Ana Cobb-Hunter met Jean-Marc Orsay on Monday.\n\n“It rained,” Cobb-Hunter said. “We were late,” said "
        "Orsay.\n\n“We know,” Anwar al-Sadr said.",
        {"It rained": "Ana Cobb-Hunter", "We were late": "Jean-Marc Orsay", "We know": "Anwar al-Sadr"},
    ),
    "what somebody is, with a capital": (
        "House Republican Tomas Brandl and Comedian Ivo Marsh came.\n\n“It rained,” Brandl said.\n\n“I know,” said "
        "Marsh.",
        {"It rained": "Tomas Brandl", "I know": "Ivo Marsh"},
    ),
    "a surname that looks like a plural": (
        "League Secretary-General Anton Guteres met bankers.\n\n“It rained,” Guteres said.",
        {"It rained": "Anton Guteres"},
    ),
    "a pronoun before its name": (
        "Ivo Marsh announced a plan for the quay. Tomas Brandl spoke to the council on Tuesday.\n\n"
        "Though he praised the bridge and said “the money is there”, Marsh also asked for a vote.",
        {"the money is there": "Ivo Marsh"},
    ),
    "labels of a conversation": (
        "ALVING: We have no bridge to promise.\n\nMARSH: Who told you so?\n\nALVING: The surveyors, thank you.\n\n"
        "MARSH: And what did they tell you?",
        {"no bridge to promise": "ALVING", "Who told you so": "MARSH", "The surveyors": "ALVING"},
    ),
    "labels of a list": (
        "The fair opens on Friday.\n\nVelden Hall: Songs from the islands, with the quay band.\n\n"
        "Details: Doors open at eight.\n\nOld Quay: Boats leave whenever the harbour master calls for them.\n\n"
        "Details: Tickets cost four crowns.",
        {"Songs from": NOT_SAID, "Doors open": NOT_SAID, "Boats leave": NOT_SAID, "Tickets": NOT_SAID},
    ),
    "a place that heads an item": (
        "Norland\n\nVelden: The town’s oldest mill, which a fire destroyed in May, will not be built again.\n\n"
        "Sudland\n\nMarsh: A bridge over the Orm closed for a week.",
        {"oldest mill": NOT_SAID, "A bridge over": NOT_SAID},
    ),
    "what somebody says behind a colon without a space": (
        "The port was full.\n\nLena Hartwig told reporters:“We will never close the harbour”",
        {"never close the harbour": "Lena Hartwig"},
    ),
    "a quotation alone behind a colon without a space": (
        "The port was full.\n\nIn large letters:“We will never close the harbour”",
        {"never close the harbour": None},
    ),
    "a score in a line without a full stop": (
        "The team lost.\n\nThe score was 3:2 and Lena Hartwig said that the harbour was lost",
        {"the harbour was lost": "Lena Hartwig"},
    ),
    "steps of an instruction": (
        "Step One: Put your phone away.\n\nStep Two: Call us for help.\n\nDear Vet: my dog eats your grass.",
        {"phone": NOT_SAID, "Call us": NOT_SAID, "my dog": NOT_SAID},
    ),
    "a link to another article": (
        "“We came at dawn,” said Ivo Marsh.\n\nFlood relief:Petra Alving promises Velden a second bridge\n\n"
        "'I was wrong':Lena Hartwig tells council why the first plan failed\n\nRead more: Petra Alving wants to go",
        {"came at dawn": "Ivo Marsh", "a second bridge": NOT_SAID, "the first plan": NOT_SAID, "to go": NOT_SAID},
    ),
    # --- several paragraphs, broken marks
    "a quotation over two paragraphs": (
        "Lena Hartwig told the council: “The first plan failed because we were slow.\n\n"
        "“The second will fail if we are greedy.”\n\nTomas Brandl shook his head.",
        {"first plan failed": "Lena Hartwig", "second will fail": "Lena Hartwig"},
    ),
    "a quotation over three paragraphs": (
        "“We came at dawn,” said Ivo Marsh.\n\n“The water was already at the door.\n\n“By noon the road was gone.”",
        {"We came at dawn": "Ivo Marsh", "at the door": "Ivo Marsh", "the road was gone": "Ivo Marsh"},
    ),
    "a closing mark set as an opening one": (
        "Ivo Marsh said: “The road is gone. “ The mayor, Dana Quill, was not there.",
        {"The road is gone": "Ivo Marsh", "was not there": NOT_SAID},
    ),
    "a space before the closing mark": (
        "Ivo Marsh called it “a failure of planning ”. Dana Quill did not answer.",
        {"a failure of planning": "Ivo Marsh", "did not answer": NOT_SAID},
    ),
    "a forgotten closing mark before another speaker": (
        "Ivo Marsh said: “The road is gone.\n\nDana Quill said: “It will be rebuilt.”",
        {"The road is gone": "Ivo Marsh", "will be rebuilt": "Dana Quill"},
    ),
    "nested marks": (
        "“The mayor told me ‘we have no money’ and then bought a yacht,” Ivo Marsh said.",
        {"bought a yacht": "Ivo Marsh", "we have no money": "Ivo Marsh"},
    ),
    "straight marks": (
        'Dana Quill said, "The road will be rebuilt by spring."',
        {"rebuilt by spring": "Dana Quill"},
    ),
    "doubled apostrophes": (
        "''The road will be rebuilt by spring,'' Dana Quill said.",
        {"rebuilt by spring": "Dana Quill"},
    ),
    "single marks": (
        "‘The road will be rebuilt by spring,’ said Dana Quill. ‘I give my word.’",
        {"rebuilt by spring": "Dana Quill", "I give my word": "Dana Quill"},
    ),
    "a headline": (
        "Quill: Road will be rebuilt by spring\n\nDana Quill, the mayor of Ostrava Falls, made the promise on Monday.",
        {"Road will be rebuilt": "Dana Quill"},
    ),
    # --- two people near each other
    "two speakers in one paragraph": (
        "“The dam is safe,” said Rolf Emmerich. Nadia Sorel disagreed. “The dam is a danger to us all,” she said.",
        {"dam is safe": "Rolf Emmerich", "danger to us all": "Nadia Sorel"},
    ),
    "two speakers in turn": (
        "Rolf Emmerich and Nadia Sorel met on Tuesday.\n\n“The dam is safe,” Emmerich said.\n\n"
        "“You have not seen it,” Sorel replied.\n\n“I built it,” he answered.",
        {"dam is safe": "Rolf Emmerich", "have not seen it": "Nadia Sorel", "I built it": "Rolf Emmerich"},
    ),
    "the nearest name is not the speaker": (
        "Rolf Emmerich met Nadia Sorel at the dam. “It is safe,” Emmerich said as Sorel looked on.",
        {"It is safe": "Rolf Emmerich"},
    ),
    "the name inside the quotation is not the speaker": (
        "“Nadia Sorel has never been near a dam,” said Rolf Emmerich.",
        {"never been near": "Rolf Emmerich"},
    ),
    "the person addressed is not the speaker": (
        "Rolf Emmerich told Nadia Sorel that the dam was safe.",
        {"the dam was safe": "Rolf Emmerich"},
    ),
    "told by": (
        "Nadia Sorel was told by Rolf Emmerich that the dam was safe.",
        {"the dam was safe": "Rolf Emmerich"},
    ),
    "words said of somebody else": (
        "“He has no idea of water,” Nadia Sorel said of Rolf Emmerich.",
        {"no idea of water": "Nadia Sorel"},
    ),
    "an answer to somebody's question": (
        "Asked by Nadia Sorel whether the dam was safe, Rolf Emmerich said: “It has stood for ninety years.”",
        {"stood for ninety years": "Rolf Emmerich"},
    ),
    "but and another speaker": (
        "Rolf Emmerich said the dam was safe, but Nadia Sorel warned that it could break within a year.",
        {"the dam was safe": "Rolf Emmerich", "could break within a year": "Nadia Sorel"},
    ),
    "while and another speaker": (
        "Nadia Sorel said the dam could break, while Rolf Emmerich insisted that it was sound.",
        {"could break": "Nadia Sorel", "it was sound": "Rolf Emmerich"},
    ),
    "a second quotation of the first speaker after a report of another": (
        "Rolf Emmerich rejected what Nadia Sorel had said. “She is not an engineer,” he said. “She has "
        "never built anything.”",
        {"not an engineer": "Rolf Emmerich", "never built anything": "Rolf Emmerich"},
    ),
    "a spokeswoman for a man": (
        "“Mr Emmerich has nothing to hide,” said Clara Voss, a spokeswoman for Rolf Emmerich.",
        {"nothing to hide": "Clara Voss"},
    ),
    "a possessive before the speaker": (
        "“He was a quiet boy,” said Emmerich's sister, Anna Loring. Rolf Emmerich was born in Velden.",
        {"a quiet boy": "Anna Loring"},
    ),
    # --- pronouns
    "he insisted, a paragraph later": (
        "Pavel Ostrow, the finance minister, defended the tax.\n\nHe insisted that nobody would pay more than before.",
        {"nobody would pay more": "Pavel Ostrow"},
    ),
    "she, with a man named later": (
        "Ingrid Solheim presented the budget to Pavel Ostrow. She said it was the last of its kind.",
        {"the last of its kind": "Ingrid Solheim"},
    ),
    "he and she in one paragraph": (
        "Ingrid Solheim and Oscar Dahl spoke in turn. She said the budget was sound. He said it was a fraud.",
        {"the budget was sound": "Ingrid Solheim", "it was a fraud": "Oscar Dahl"},
    ),
    "a pronoun after an indirect report": (
        "Oscar Dahl said the budget was a fraud. “I have read every page,” he added.",
        {"was a fraud": "Oscar Dahl", "read every page": "Oscar Dahl"},
    ),
    "a pronoun that means the subject, not the object": (
        "Oscar Dahl criticised Pavel Ostrow on Monday. “The man cannot count,” he said.",
        {"cannot count": "Oscar Dahl"},
    ),
    "who said": (
        "Ingrid Solheim, who said she had not read the letter, left the hall.",
        {"had not read the letter": "Ingrid Solheim"},
    ),
    "adding": (
        "Ingrid Solheim said the letter was false, adding: “I know who wrote it.”",
        {"the letter was false": "Ingrid Solheim", "who wrote it": "Ingrid Solheim"},
    ),
    "saying, after a denial of something somebody does": (
        "Oscar Dahl denied that Pavel Ostrow had paid him, saying the two had never met.",
        {"Pavel Ostrow had paid him": "Oscar Dahl", "the two had never met": "Oscar Dahl"},
    ),
    # --- names and roles
    "surname after the full name": (
        "Maribel Contreras arrived late. “The train broke down,” Contreras said.",
        {"train broke down": "Maribel Contreras"},
    ),
    "a title before the surname": (
        "Dr Maribel Contreras arrived late. “The train broke down,” Dr Contreras said.",
        {"train broke down": "Maribel Contreras"},
    ),
    "a role before the name": (
        "Velden's health secretary Maribel Contreras said the ward would close.",
        {"the ward would close": "Maribel Contreras"},
    ),
    "a role after the name": (
        "Maribel Contreras, the health secretary of Velden, arrived late. “The ward will close,” the "
        "health secretary said.",
        {"ward will close": "Maribel Contreras"},
    ),
    "one surname, two people": (
        "Jonas Keller and Miriam Keller run the mill. “Flour is dear,” said Miriam Keller. “Bread is "
        "dearer,” said Jonas Keller.",
        {"Flour is dear": "Miriam Keller", "Bread is dearer": "Jonas Keller"},
    ),
    "one surname, told apart by Mr and Mrs": (
        "Jonas Keller and Miriam Keller run the mill. “Flour is dear,” Mrs Keller said. “Bread is "
        "dearer,” Mr Keller said.",
        {"Flour is dear": "Miriam Keller", "Bread is dearer": "Jonas Keller"},
    ),
    "one surname, not told apart": (
        "Jonas Keller and Miriam Keller run the mill. “Flour is dear,” Keller said.",
        {"Flour is dear": "Jonas Keller or Miriam Keller"},
    ),
    # --- groups and institutions
    "an institution": (
        "The Kremlin said that the talks had been useful.",
        {"the talks had been useful": "Kremlin"},
    ),
    "both men": (
        "Rolf Emmerich met Oscar Dahl in Velden. Both men denied that money had changed hands.",
        {"money had changed hands": "Rolf Emmerich and Oscar Dahl"},
    ),
    "two names with one verb": (
        "Rolf Emmerich and Oscar Dahl said that they would resign.",
        {"they would resign": "Rolf Emmerich and Oscar Dahl"},
    ),
    "according to, at the end": (
        "The ferry sank within minutes, according to Captain Yusuf Demir.",
        {"The ferry sank within minutes": "Yusuf Demir"},
    ),
    "according to, at the start": (
        "According to Yusuf Demir, the ferry sank within minutes.",
        {"the ferry sank within minutes": "Yusuf Demir"},
    ),
    "a statement": (
        "“We grieve for the dead,” the Tarn Ferry Company said in a statement.",
        {"We grieve": "Tarn Ferry Company"},
    ),
    "a tweet": (
        "“Heading to the harbour now,” tweeted Yusuf Demir.",
        {"Heading to the harbour": "Yusuf Demir"},
    ),
    # --- somebody quotes somebody
    "one quotes another inside marks": (
        "“My brother said ‘never again’ and he meant it,” said Yusuf Demir.",
        {"never again": "Yusuf Demir", "he meant it": "Yusuf Demir"},
    ),
    "one reports what another said": (
        "Yusuf Demir said that Clara Voss had called the crossing a gamble.",
        {"Clara Voss had called the crossing a gamble": "Yusuf Demir"},
    ),
    "a newspaper reports": (
        "The ferry had failed two inspections, the Velden Courier reported.",
        {"had failed two inspections": "Velden Courier"},
    ),
    # --- no statement
    "did not say": ("Yusuf Demir did not say why the ferry had sailed.", {"why the ferry had sailed": NOT_SAID}),
    "declined to comment": ("Clara Voss declined to comment.", {"comment": NOT_SAID}),
    "refused to say": ("Clara Voss refused to say whether she would resign.", {"she would resign": NOT_SAID}),
    "scare quotes": (
        "The so-called “peace dividend” never reached Velden, and the shops closed one by one.",
        {"peace dividend": NOT_SAID},
    ),
    "the title of a film": (
        "Clara Voss has starred in “The Last Ferry Home” since the autumn.",
        {"The Last Ferry Home": NOT_SAID},
    ),
    "the title of a book before a name": (
        "In “Rivers of Salt,” a novel by Anna Loring, a town drowns.",
        {"Rivers of Salt": NOT_SAID},
    ),
    "a nickname": ("Tomas “the Eel” Brandl sold his boat in the spring.", {"the Eel": NOT_SAID}),
    "passive without a source": (
        "It was said that the ferry had been sold twice.",
        {"the ferry had been sold twice": None},
    ),
    "a quotation without a source": (
        "A note was found on the door. It read: “Gone fishing.”",
        {"Gone fishing": None},
    ),
}
