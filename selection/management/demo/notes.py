"""What evaluators of the demo world wrote beside their answers: by question, for a poor, a middling and a good one."""

from collections.abc import Mapping

Notes = tuple[str, str, str]

NOTES: Mapping[str, Notes] = {
    "C6": (
        "Two people of ours had a day in 2025; nobody on their side.",
        "Their leads had a workshop last spring. Ours is booked for January.",
        "Both teams took the two-day course together; attendance lists seen.",
    ),
    "C7": (
        "Asked twice. Neither side has written anything down yet.",
        "They drafted one page about us. Our page about them is still a sketch.",
        "Both profiles written, swapped and corrected by the other side in one afternoon.",
    ),
    "C8": (
        "The team lead answered; the others looked at her first. Writing is good.",
        "Writes very well. In the call, difficult points went to e-mail afterwards.",
        "Argued with us about query wording for ten minutes, in a friendly way.",
    ),
    "C9": (
        "The client heard of the late database lock from the monitor, not from them.",
        "They repaired it at their own cost, after the client had asked twice.",
        "Rang the client the same evening with two options and a date for each.",
    ),
    "C10": (
        "Each side kept to its half of the whiteboard. The observers agree.",
        "Polite and correct. Nobody built on the other's idea before the last half hour.",
        "The programmer from their side corrected our data flow within ten minutes, and was right.",
    ),
    "C12": (
        "They will not give up the weekly sign-off by their managing director.",
        "",
        "Asked both leads apart. Neither named anything they would refuse to change.",
    ),
    "A1": (
        "They refer to their annual report.",
        "",
        "Extract of 1 November received, signed by the head of personnel.",
    ),
    "A2": (
        "Leaver list counted by us. The first quarter alone has more than the whole of last year.",
        "Figure from the personnel system; the definition was ours.",
        "Counted from the leaver list, definition as ours, checked for October.",
    ),
    "A7": (
        "Of seven projects, one kept its lead programmer to the end.",
        "Four of seven. The three changes were announced in time.",
        "Six of seven, and the seventh change was a parental leave with eight weeks of handover.",
    ),
    "A9": (
        "Deputies exist for leads only.",
        "Named for all roles, trained for about half of them.",
        "Cover list shown with dates of the last swap.",
    ),
    "A11": (
        "Leaving interviews are held, and filed.",
        "Summarised once a year. Pay was raised, the hours were not touched.",
        "Night shifts were the reason, so they moved the hand-over to 16:00. Leavers halved since.",
    ),
    "I2": (
        "The last storage purchase was in 2022.",
        "Budget seen. Half of it is licences.",
        "Three years of budget and spending shown, on one page, unasked.",
    ),
    "I3": (
        "A self-assessment, two pages.",
        "The certificate covers the head office but not the delivery centre.",
        "Auditor's report covers both sites and the study platform. Two minor findings, both closed.",
    ),
    "I6": (
        "Restored a single file for us. A complete restore was last done before the move.",
        "Last complete restore was last winter; report seen.",
        "Complete restore in September, 6 h 20 min, report with times.",
    ),
    "I7": (
        "A plan exists as a table of contents.",
        "Exercise in March missed its target by five hours. A second one is booked.",
        "Exercise in June met the target with an hour to spare.",
    ),
    "I11": (
        "The administrator showed a change and made it, live.",
        "Changes are tested and approved; two of five records had no test attached.",
        "Two records drawn by us: request, test, approval, independent check, all there.",
    ),
    "I13": (
        "The coding dictionary lives in one person's spreadsheet.",
        "Three spreadsheets, listed in the risk register, with owners.",
        "We looked for them and found none in scope.",
    ),
    "O2": (
        "Training happens between projects, when there is a between.",
        "About a week per person a year, most of it mandatory.",
        "Sixty hours planned, fifty-five taken. Time records seen.",
    ),
    "O3": (
        "More than half of the improvement plan was moved to next year, 'client first'.",
        "Four of eleven improvements were put off. They said so themselves.",
        "One of nine was put off, with a new date.",
    ),
    "O5": (
        "Quality reports to the head of delivery.",
        "",
        "Quality reports to the managing director; chart of October.",
    ),
    "O8": (
        "Two years of losses and a bridging loan.",
        "Thin margin, stable revenue, audited accounts seen.",
        "Audited, profitable, funded for the term.",
    ),
    "O11": (
        "Coding goes to a sub-provider that is not on the list.",
        "Listed. The audit clause is still in negotiation.",
        "Everything is done by their own staff.",
    ),
    "RF1": (
        "Mostly our own paragraph, in another order.",
        "Correct, would fit any sponsor.",
        "Says that our query backlog is a design problem of the forms, and shows which ones.",
    ),
    "RF2": (
        "Nothing about what they need from us.",
        "A plan by quarter. Our duties appear in the annex.",
        "Week by week, with our duties in a column of their own and three risks that are ours.",
    ),
    "RF6": (
        "Three clients, chosen by them.",
        "We may choose from the list of this year's clients.",
        "Full list, with the one that ended early and the reason.",
    ),
    "RF7": (
        "'Prices assume timely input by the sponsor.'",
        "Nine assumptions without their effect.",
        "Fourteen assumptions with effect in euro, likelihood, and how we both avoid each.",
    ),
    "RF9": (
        "A lump sum per study.",
        "Comparable after two rounds of questions.",
        "By activity and month; licences and pass-through costs apart.",
    ),
    "RF10": (
        "'Timely', 'high quality', 'proactive'.",
        "Six measures, two without a source.",
        "Seven measures, each with formula, source, target and owner.",
    ),
    "RF13": (
        "Refers to the contract.",
        "Promises to help for three months.",
        "Steps, duties, twelve weeks and a price for leaving, as of any quarter.",
    ),
    "V1": (
        "Of six hours, the people who would do the work spoke for twenty minutes.",
        "Half of the morning was led by the project lead.",
        "The managing director welcomed us and left. The team did the rest.",
    ),
    "V3": (
        "Four of twelve statements were confirmed by something we saw.",
        "Eight of twelve confirmed; two could not be shown that day.",
        "Eleven of twelve confirmed. The twelfth was corrected by them before we asked.",
    ),
    "V4": (
        "Slides. The system was 'in maintenance'.",
        "A training study, well explained.",
        "A study closed in August, on screen, with the audit trail open.",
    ),
    "V6": (
        "Tired. Two of five are looking for something else.",
        "Busy weeks around each lock, calm otherwise. They like the lead.",
        "Would recommend a friend. Screens are old, the rest is good.",
    ),
    "V8": (
        "Sales answered for the programmers.",
        "Answered when asked a second time.",
        "Said 'we do not know, you will have it on Thursday'. It came on Wednesday.",
    ),
    "V9": (
        "Nobody spoke before the director had.",
        "Correct and friendly.",
        "A data manager corrected the director's figure, who thanked her.",
    ),
    "M3": (
        "Could not say why the last study's checks were built as they were.",
        "Solid in routine. Asks for a standard where there is none.",
        "Explained to us why our own edit checks fire twice.",
    ),
    "M4": (
        "Agreed with everything.",
        "Says no when the rule says no.",
        "Said no to us twice, kindly, with another way each time.",
    ),
    "M5": (
        "Would escalate and wait.",
        "Took the nearest procedure and noted the deviation.",
        "Stopped the load, told three people, and had a way round in fifteen minutes.",
    ),
    "M12": (
        "Our lead has doubts; theirs has not.",
        "Both say yes, with a weekly talk in the first quarter.",
        "Asked apart. Both said yes without a pause.",
    ),
    "S1": (
        "Need as a slide.",
        "Need written and approved; the option of hiring is one sentence.",
        "Need, three options and the reasons approved by the board in September.",
    ),
    "S2": (
        "The standards group has had no head for a year, and nobody wants to say so.",
        "Succession in data standards is open; a candidate starts in March.",
        "",
    ),
    "S5": (
        "Named, at ten per cent of her time.",
        "Able and respected; reports to the head of the studies she is to be neutral about.",
        "Has done this twice and reports to the board in this role.",
    ),
    "S6": (
        "In the contract draft only.",
        "Written by us in October. To be talked through with whoever is chosen.",
        "Written with the provider, rehearsed once with a made-up data issue.",
    ),
    "S8": (
        "Seven of nineteen people know.",
        "All were told in a town hall. New role descriptions are missing.",
        "Told one by one, roles rewritten, training booked.",
    ),
}

PROVIDER_TEXTS: Mapping[str, Mapping[str, str]] = {
    "meridian": {
        "RF1": (
            "You need two studies to lock on time with a standards group of five people. We see three times more queries "
            "in your pilot than usual, nearly all from four forms. Not in our scope, as we read it: safety data and the "
            "medical review."
        ),
        "RF2": (
            "Set-up in ten weeks with one team of fourteen in Utrecht and Wrocław. We need your approved forms by week 4, "
            "a medical reviewer two hours a week, and one person who can decide on data standards within three days."
        ),
        "RF7": "Fourteen assumptions are listed in annex C with their effect, their likelihood, and what each side can do.",
        "RF13": "Annex F: twelve weeks, our duties and yours by week, the price of leaving as of each quarter.",
    },
    "kaveri": {
        "RF1": (
            "Your studies differ in design and share one data standard. The need is speed at the start and calm at the "
            "end. We believe that the choice of the electronic data system is outside this request."
        ),
        "RF2": (
            "A core team of twelve in Bengaluru with a bench of four. First patient data in eight weeks. From you: forms "
            "in week 3, access in week 4, one decision maker on call between 9:00 and 12:00 Central European time."
        ),
        "RF7": "Twenty-one assumptions with effect and likelihood; for six of them the remedy is yours and we say so.",
        "RF13": "Knowledge transfer in ten weeks at our standard rates. All programs belong to you from the first day.",
    },
    "northbridge": {
        "RF1": "The sponsor requires end-to-end clinical data management services for two global phase III studies.",
        "RF2": "Our proven transition methodology has five phases, which are described on the following pages.",
        "RF7": "Prices assume volumes as given and timely input by the sponsor.",
        "RF13": "Exit support is available under the master agreement.",
    },
    "altura": {
        "RF1": (
            "You want people who know your studies by name. You also want procedures, which is the part where we would "
            "learn from you. Statistics and safety are outside."
        ),
        "RF2": "Eleven people in Medellín, your working hours from 14:00. We need your procedures before we write ours.",
        "RF7": "Six assumptions, the main one being 1,900 patients. Each further hundred costs what the table says.",
        "RF13": "We would hand over in eight weeks. It has happened once, in 2023; that client may be called.",
    },
    "solent": {
        "RF1": "Nine entities, two ledgers, one late close in three. We would not move anything before the two ledgers are one.",
        "RF2": "Parallel running for four closes, entity by entity, smallest first. Your controllers sign each one off.",
        "RF7": "Eight assumptions; invoice volume and the ledger date matter, the others are small.",
        "RF13": "Sixteen weeks, entity by entity, in reverse order of the start.",
    },
    "baltica": {
        "RF1": "Two thirds of your payable invoices could be matched without a person. That is the need we would start with.",
        "RF2": "Twelve weeks of automation with your team, then take over what is left. You need a process owner half of the week.",
        "RF7": "Ten assumptions with effect. The largest is access to your ledger's interface, which is yours to open.",
        "RF13": "Everything we automate is yours and documented; leaving means that our people stop coming.",
    },
}
