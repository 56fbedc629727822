"""What a lead types into the plan for an assigned team."""

PLAN = {
    "row_version": "1",
    "title": "Six people for a year",
    "months": "12",
    "begins": "2026-12-01",
    "currency": "EUR",
    "vacancy": "1.5",
    "vacancy_source": "their bid",
    "ramp": "6",
    "ramp_source": "our last project",
    "first_productivity": "25",
    "first_productivity_source": "our last project",
    "annual_cost": "80000",
    "annual_cost_source": "their bid",
    "replacement_share": "21",
    "replacement_share_source": "Boushey & Glynn",
    "remedy_overlap": "0.5",
    "remedy_bench": "50",
    "remedy_notice": "1",
    "remedy_borne": "100",
    **{f"remedy_{name}_source": "to negotiate" for name in ("overlap", "bench", "notice", "borne")},
    **{
        f"{name}_year": "2026"
        for name in ("vacancy", "ramp", "first_productivity", "annual_cost", "replacement_share")
    },
    **{f"remedy_{name}_year": "2026" for name in ("overlap", "bench", "notice", "borne")},
    "team-TOTAL_FORMS": "2",
    "team-INITIAL_FORMS": "0",
    "team-MIN_NUM_FORMS": "0",
    "team-MAX_NUM_FORMS": "200",
    "team-0-role": "Lead programmer",
    "team-0-function": "",
    "team-0-tenure": "30",
    "team-1-role": "",
    "team-1-function": "",
    "team-1-tenure": "",
}
