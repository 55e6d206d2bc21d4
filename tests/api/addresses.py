"""Every operation of the API with addresses to ask and bodies to send. A new operation must be entered here.

Placeholders are names of pages (``{slug}``, every page in turn) and of what ``filled`` knows.
"""

from typing import Any

from wiki.fit.rules import fingerprint

READING = {
    "entry": ["/"],
    "openapi": ["/openapi.json"],
    "list_problems": ["/problems"],
    "list_pages": ["/pages?limit=100", "/pages?theme=data&limit=100", "/pages?kind=practice&language=en"],
    "list_completeness": ["/practices/completeness?limit=100", "/practices/completeness?theme=data"],
    "get_page": ["/pages/{slug}", "/pages/{slug}?revision=1", "/pages/{slug}?revision=2", "/pages/{slug}?revision=3"],
    "list_editions": ["/pages/{slug}/editions"],
    "get_edition": ["/pages/{slug}/editions/1", "/pages/{slug}/editions/2"],
    "get_review": ["/pages/{slug}/review"],
    "list_remarks": ["/pages/{slug}/remarks"],
    "list_reviews": ["/reviews"],
    "list_revisions": ["/pages/{slug}/revisions", "/pages/{slug}/revisions?containing=s&limit=100"],
    "get_revision": ["/pages/{slug}/revisions/1", "/pages/{slug}/revisions/2", "/pages/{slug}/revisions/3"],
    "get_diff": ["/pages/{slug}/diff?from=1&to=1", "/pages/{slug}/diff?from=1&to=2", "/pages/{slug}/diff?from=1&to=3"],
    "get_links": ["/pages/{slug}/links"],
    "list_meetings": ["/meetings", "/meetings?from=2017-02-15&to=2017-02-15&theme=data&city=munich&limit=1"],
    "get_template": ["/templates/practice", "/templates/meeting"],
    "list_open_actions": ["/meetings/actions", "/meetings/actions?theme=data&city=munich"],
    "get_page_files": ["/pages/{slug}/files"],
    "list_similar": ["/pages/{slug}/similar"],
    "search": ["/search?limit=100", "/search?q=sesame", "/search?q=quoted", "/search?q=hiden+thinf", "/search?q=past"],
    "suggest": ["/suggestions?q=hid", "/suggestions?q=sto", "/suggestions?q=pas", "/suggestions?q=hiden&limit=100"],
    "list_saved_searches": ["/saved-searches"],
    "list_wanted": ["/wanted-practices", "/wanted-practices?state=met&theme=heating&limit=1"],
    "get_wanted": ["/wanted-practices/{wanted}", "/wanted-practices/1", "/wanted-practices/2"],
    "list_replications": ["/replications", "/replications?city=sofia&stage=4&exit=none&sort=stage&limit=1"],
    "get_replication": ["/replications/1", "/replications/2", "/replications/3"],
    "list_exchanges": ["/exchanges", "/exchanges?theme=data&city=sofia&format=study_visit&year=2018&limit=1"],
    "get_exchange": ["/exchanges/{exchange}", "/exchanges/2", "/exchanges/3"],
    "list_interests": ["/interests", "/interests?state=open&theme=data&city=sofia&limit=1"],
    "get_interest": ["/interests/{interest}", "/interests/2"],
    "list_peers_of_city": ["/cities/sofia/peers", "/cities/munich/peers"],
    "list_peers_of_replication": ["/replications/1/peers", "/replications/3/peers"],
    "list_peers_of_interest": ["/interests/{interest}/peers"],
    "list_misses": ["/searches-without-result"],
    "list_themes": ["/themes"],
    "get_theme": ["/themes/data"],
    "list_cities": ["/cities"],
    "get_city": ["/cities/munich"],
    "get_profile": ["/cities/munich/profile"],
    "get_fit": ["/pages/{slug}/fit?city=sofia"],
    "list_fitting_practices": ["/cities/sofia/fitting?limit=100"],
    "list_synonyms": ["/synonyms"],
    "get_synonyms": ["/synonyms/1"],
    "list_indicators": ["/indicators"],
    "get_indicator": ["/indicators/specific_heat"],
    "compare_indicator": ["/indicators/specific_heat/compare"],
    "list_series": ["/pages/{slug}/series"],
    "get_monitoring": ["/monitoring?limit=100", "/monitoring?theme=refurbishment&city=munich"],
    "generate_report": ["/themes/refurbishment/report?period=2020"],
    "list_reports": ["/themes/refurbishment/reports"],
    "get_report": ["/themes/refurbishment/reports/1"],
    "list_experience": ["/replications/1/experience"],
    "list_challenges": ["/challenges", "/challenges?theme=data&city=munich&category=data&phase=planning"],
    "get_replication_fit": ["/replications/1/fit"],
    "list_series_of_replication": ["/replications/1/series"],
    "list_changes": ["/changes?limit=100", "/changes?author=editor&limit=100", "/changes?theme=data"],
    "list_files": ["/files"],
    "get_file": ["/files/{key}"],
}
# What they answer to those who may not write: nothing at all.
MEMBERS = {"list_completeness", "list_files", "get_file", "get_review", "list_remarks", "list_reviews", "list_misses"}
# Of everybody who has an account.
OF_ACCOUNTS = {
    "list_saved_searches",
    "save_search",
    "remove_saved_search",
    "ask_for_practice",
    "join_wanted",
    "leave_wanted",
    "list_interests",
    "get_interest",
    "list_peers_of_interest",
}
THEME: dict[str, Any] = {"name": "Water", "short_name": "Water"}
CITY: dict[str, Any] = {"name": "Grenoble", "country": "FR", "role": "follower"}
SYNONYMS: dict[str, Any] = {"words": ["lamp post", "street light"]}
INDICATOR: dict[str, Any] = {"name": "Trees planted", "unit": "number", "direction": "up"}
VALUE: dict[str, Any] = {"kind": "measured", "period": "2021", "value": 21.5, "method": "metered"}
WRITING: dict[str, tuple[str, str, dict[str, Any]]] = {
    "put_page": ("PUT", "/pages/lamp-posts", {"base_revision": 3, "body": "New."}),
    "revert_page": ("POST", "/pages/lamp-posts/revert", {"revision": 1}),
    "rename_page": ("POST", "/pages/story/rename", {"slug": "saga"}),
    "archive_page": ("POST", "/pages/story/archive", {}),
    "restore_page": ("POST", "/pages/past/restore", {}),
    "publish_page": ("POST", "/pages/torches/publish", {"revision": 1}),
    "take_step": ("POST", "/pages/hauffgasse/review/submitted", {"revision": 2}),
    "add_remark": ("POST", "/pages/hauffgasse/remarks", {"revision": 2, "place": "facts.trl", "text": "Since when?"}),
    "resolve_remark": ("POST", "/pages/hauffgasse/remarks/4/resolve", {"resolution": "Told."}),
    "preview": ("POST", "/preview", {"body": "New."}),
    "create_theme": ("POST", "/themes", THEME),
    "update_theme": ("PUT", "/themes/data", THEME | {"base_updated_at": "2026-01-01T00:00:00Z"}),
    "create_city": ("POST", "/cities", CITY),
    "put_profile": (
        "PUT",
        "/cities/munich/profile",
        {"values": {"tenure": {"value": "mixed"}}, "base_updated_at": "2026-01-01T00:00:00Z"},
    ),
    "update_city": ("PUT", "/cities/munich", CITY | {"base_updated_at": "2026-01-01T00:00:00Z"}),
    "create_synonyms": ("POST", "/synonyms", SYNONYMS),
    "update_synonyms": ("PUT", "/synonyms/1", SYNONYMS | {"base_updated_at": "2026-01-01T00:00:00Z"}),
    "delete_synonyms": ("POST", "/synonyms/1/delete", {"base_updated_at": "2026-01-01T00:00:00Z"}),
    "create_indicator": ("POST", "/indicators", INDICATOR),
    "update_indicator": ("PUT", "/indicators/riders", INDICATOR | {"base_updated_at": "2026-01-01T00:00:00Z"}),
    "delete_indicator": ("POST", "/indicators/riders/delete", {"base_updated_at": "2026-01-01T00:00:00Z"}),
    "freeze_report": ("POST", "/themes/refurbishment/reports", {"period": "2020", "introduction": "So far."}),
    "enter_values": ("POST", "/pages/lamp-posts/series", {"values": [VALUE | {"indicator": "specific_heat"}]}),
    "correct_value": ("POST", "/pages/lamp-posts/series/values/2/correct", VALUE),
    "set_value_aside": ("POST", "/pages/lamp-posts/series/values/3/set-aside", {"why": "Another area."}),
    "readmit_value": ("POST", "/pages/lamp-posts/series/values/3/readmit", {}),
    "answer_conditions": (
        "POST",
        "/replications/1/fit/answers",
        {"answers": [{"condition": fingerprint("heat_supply", "is", "coal", "It needs that."), "score": 1}]},
    ),
    "enter_values_of_replication": (
        "POST",
        "/replications/1/series",
        {"values": [VALUE | {"indicator": "specific_heat"}]},
    ),
    "correct_value_of_replication": ("POST", "/replications/1/series/values/7/correct", VALUE),
    "set_value_aside_of_replication": ("POST", "/replications/1/series/values/8/set-aside", {"why": "Another area."}),
    "readmit_value_of_replication": ("POST", "/replications/1/series/values/8/readmit", {}),
    "upload_file": ("POST", "/files", {}),
    "ask_for_practice": ("POST", "/wanted-practices", {"title": "Cargo bikes", "why": "We deliver."}),
    "join_wanted": ("POST", "/wanted-practices/3/join", {"city": "munich"}),
    "leave_wanted": ("POST", "/wanted-practices/3/leave", {}),
    "answer_wanted": ("POST", "/wanted-practices/3/answer", {"reason": "No city has any."}),
    "reopen_wanted": ("POST", "/wanted-practices/3/reopen", {}),
    "start_replication": (
        "POST",
        "/replications",
        {"practice": "torches", "city": "venice", "stage": 1, "happened_on": "2018-06-05"},
    ),
    "update_replication": ("PUT", "/replications/1", {"version": 2, "district": "Vitosha"}),
    "move_replication": (
        "POST",
        "/replications/1/moves",
        {"version": 2, "stage": 2, "happened_on": "2018-06-06", "note": "Back."},
    ),
    "add_experience": (
        "POST",
        "/replications/1/experience",
        {"kind": "lesson", "happened_on": "2018-06-05", "text": "Ask first."},
    ),
    "change_experience": (
        "PUT",
        "/replications/1/experience/4",
        {"version": 1, "happened_on": "2018-06-05", "text": "Ask first."},
    ),
    "remove_experience": ("POST", "/replications/1/experience/5/remove", {"version": 1}),
    "log_exchange": (
        "POST",
        "/exchanges",
        {"format": "webinar", "title": "Lamps", "starts_on": "2018-06-05", "host": "munich", "guests": ["sofia"]},
    ),
    "update_exchange": (
        "PUT",
        "/exchanges/1",
        {"format": "other", "title": "L", "starts_on": "2018-06-05", "host": "lyon", "guests": ["kyiv"], "version": 1},
    ),
    "express_interest": (
        "POST",
        "/interests",
        {"city": "sofia", "theme": "data", "does": "Nothing.", "issue": "Money", "travel": "We do"},
    ),
    "match_interest": ("POST", "/interests/1/match", {"partner": "munich"}),
    "close_interest": ("POST", "/interests/2/close", {"comment": "We know now."}),
    "reopen_interest": ("POST", "/interests/3/reopen", {}),
    "save_search": ("POST", "/saved-searches", {"name": "Mine", "q": "lamp", "choices": {"theme": ["data"]}}),
    "remove_saved_search": ("POST", "/saved-searches/2/remove", {}),
}
# Of editors, for those of the city alone.
OF_A_CITY = {
    "put_profile",
    "start_replication",
    "update_replication",
    "move_replication",
    "add_experience",
    "change_experience",
    "remove_experience",
    "answer_conditions",
    "enter_values_of_replication",
    "correct_value_of_replication",
    "set_value_aside_of_replication",
    "readmit_value_of_replication",
    "log_exchange",
    "update_exchange",
}
# Of everybody who has an account, for those of the city alone; to others what is there already is not there.
OF_A_CITYS_ACCOUNTS = {"express_interest": 403, "close_interest": 404}
REVIEWERS = {"freeze_report", "publish_page", "answer_wanted", "reopen_wanted", "match_interest", "reopen_interest"}
REVIEWERS |= OF_A_CITY | OF_A_CITYS_ACCOUNTS.keys()
