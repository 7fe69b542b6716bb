"""The JSON interface: what it says of itself is true, and it does what the screens do."""

import re
from pathlib import Path
from typing import Any

import msgspec
import pytest
from starlette.routing import Route
from tests.review.asking import Client, application, client

from rawi.review.api import PREFIX, Trouble


@pytest.fixture(scope="module")
def document(sample_case: Path) -> dict[str, Any]:
    found: dict[str, Any] = client(sample_case).get("/api/openapi.json").json()
    return found


class TestOpenAPI:
    def test_describes_every_route_under_api(self, sample_case: Path, document: dict[str, Any]) -> None:
        for each in application(sample_case).routes:
            assert isinstance(each, Route)
            if not each.path.startswith(f"{PREFIX}/") or each.path == f"{PREFIX}/openapi.json":
                continue
            path = re.sub(r"{(\w+):\w+}", r"{\1}", each.path)
            for method in (each.methods or set()) - {"HEAD"}:
                assert method.lower() in document["paths"][path], each.path

    def test_is_of_the_version_it_says(self, document: dict[str, Any]) -> None:
        assert document["openapi"].startswith("3.1")
        assert set(document) >= {"info", "paths", "components"}

    def test_every_reference_leads_somewhere(self, document: dict[str, Any]) -> None:
        known = {f"#/components/schemas/{name}" for name in document["components"]["schemas"]}
        assert set(_references(document)) <= known

    def test_operations_have_names_of_their_own(self, document: dict[str, Any]) -> None:
        names = [each["operationId"] for methods in document["paths"].values() for each in methods.values()]
        assert len(names) == len(set(names))
        assert all(each["summary"] for methods in document["paths"].values() for each in methods.values())

    def test_parameters_of_the_path_are_declared(self, document: dict[str, Any]) -> None:
        for path, methods in document["paths"].items():
            for each in methods.values():
                declared = {one["name"] for one in each["parameters"] if one["in"] == "path"}
                assert declared == set(re.findall(r"{(\w+)}", path)), path

    def test_changes_ask_for_the_token(self, document: dict[str, Any]) -> None:
        for path, methods in document["paths"].items():
            for method, each in methods.items():
                if method != "get" and each.get("security") != []:
                    assert each["security"] == [{"session": [], "csrf": []}], path


class TestAnswers:
    def test_reading_operations_answer_as_their_types_say(self, sample_case: Path) -> None:
        app = application(sample_case)
        reader = client(sample_case, app=app)
        for operation in app.state.operations:
            if operation.method != "GET" or "{" in operation.path:
                continue
            answer = reader.get(PREFIX + operation.path)
            if answer.status_code == 400:
                # It needs parameters, and says so in the one shape that refusals have.
                msgspec.json.decode(answer.content, type=Trouble)
                continue
            assert answer.status_code == 200, operation.path
            if operation.returns is not None:
                msgspec.json.decode(answer.content, type=operation.returns)

    @pytest.mark.parametrize("path", ["/api/events/none", "/api/nothing"])
    def test_refusals_have_one_shape(self, reader: Client, path: str) -> None:
        answer = reader.get(path)
        assert answer.status_code == 404
        assert msgspec.json.decode(answer.content, type=Trouble).error == "not-found"

    def test_refusals_are_in_the_readers_language(self, sample_case: Path) -> None:
        there = client(sample_case, language="fa").get("/api/nothing").json()["message"]
        assert re.search("[\u0600-\u06ff]", there)

    def test_a_body_of_another_shape_is_refused(self, reader: Client) -> None:
        event = reader.ask("GET", "/api/events").json()["rows"][0]["id"]
        assert reader.ask("POST", f"/api/events/{event}/verdict", {"verdict": 1}).status_code == 400

    def test_changes_need_the_token(self, reader: Client) -> None:
        event = reader.ask("GET", "/api/events").json()["rows"][0]["id"]
        assert reader.post(f"/api/events/{event}/verdict", json={"action": "accept"}).status_code == 403

    def test_the_session_gives_the_token(self, reader: Client) -> None:
        assert reader.get("/api/session").json()["csrf"] == reader.csrf


def _references(value: Any) -> list[str]:
    if isinstance(value, dict):
        own = [value["$ref"]] if isinstance(value.get("$ref"), str) else []
        return own + [found for each in value.values() for found in _references(each)]
    if isinstance(value, list):
        return [found for each in value for found in _references(each)]
    return []


class TestWhatTheScreensDo:
    def test_a_documents_claims_as_they_stand(self, own_case: Path) -> None:
        mina = client(own_case)
        before = mina.get("/api/standing/meridian-20230715-0931").json()
        target, values = before[1]["claim"], before[1]["values"]
        assert before[1]["chain"][0] == "Meridian"
        after = {"status": "planned"} if values["status"] != "planned" else {"status": "happened"}
        mina.ask("POST", "/api/decisions", {"claim": target, "action": "correct", "after": after})
        mina.ask("POST", "/api/decisions", {"claim": target, "action": "assess", "after": {"information": "3"}})
        now = mina.get("/api/standing/meridian-20230715-0931").json()[1]
        assert now["values"]["status"] == after["status"]
        assert now["read"] == {"status": values["status"]}
        assert (now["state"], now["information"], now["verdicts"]) == ("corrected", "3", {"mina": "accept"})

    def test_a_source_is_coded_by_people(self, own_case: Path) -> None:
        mina = client(own_case)
        assert mina.get("/api/sources?name=Meridian").json()["code"] is None
        assert mina.ask("POST", "/api/sources", {"name": "Meridian", "code": "B"}).status_code == 200
        assert mina.get("/api/sources?name=Meridian").json()["code"] == "B"
        assert mina.ask("POST", "/api/sources", {"name": "Meridian", "code": "Z"}).status_code == 400

    def test_originals_and_differences(self, reader: Client) -> None:
        original = reader.get("/api/original/meridian-20230715-0931").json()
        assert len(original["sha256"]) == 64
        copy = reader.get("/api/copies").json()[0]
        sides = reader.get(f"/api/differences/{copy['first']}", params={"with": copy["second"]}).json()
        kinds = {piece["kind"] for row in sides for piece in (*row["left"], *row["right"])}
        assert "same" in kinds
        assert kinds <= {"same", "spelt", "only", "moved"}
        assert reader.get("/api/original/none").status_code == 404

    def test_who_is_called_what(self, reader: Client) -> None:
        actor = reader.get("/api/actors/iran?by=language").json()
        assert actor["names"]["fa"] == "ایران"
        assert {each["group"] for each in actor["wordings"]} <= {"fa", "ar", "en"}
        assert reader.get("/api/actors/nobody").status_code == 404
        assert reader.get("/api/actors/iran?by=moon").status_code == 400
        assert any(each["actor"] == "iran" for each in reader.get("/api/framing?q=Iran").json())

    def test_two_reviewers_are_asked_for_by_owners_alone(self, own_case: Path) -> None:
        app = application(own_case)
        mina, omid = client(own_case, app=app), client(own_case, name="omid", role="reviewer", app=app)
        assert omid.ask("PUT", "/api/settings", {"two_person": True}).status_code == 403
        assert mina.ask("PUT", "/api/settings", {"two_person": True}).json() == {"two_person": True}
        assert omid.get("/api/settings").json() == {"two_person": True}

    def test_owners_take_back_what_others_decided(self, own_case: Path) -> None:
        app = application(own_case)
        mina, omid = client(own_case, app=app), client(own_case, name="omid", role="reviewer", app=app)
        target = mina.get("/api/review/next").json()["claim"]
        theirs = omid.ask("POST", "/api/decisions", {"claim": target, "action": "accept"}).json()["number"]
        own = mina.ask("POST", "/api/decisions", {"claim": target, "action": "comment", "after": "seen"}).json()["number"]
        assert omid.ask("POST", "/api/undo", {"number": own}).status_code == 400
        assert mina.ask("POST", "/api/undo", {"number": theirs}).status_code == 200
        assert mina.get("/api/log/check").json() == {"broken": None}

    def test_everything_a_screen_changes_a_program_can(self, sample_case: Path) -> None:
        """Each form of a screen, and the operation that does the same. A new form must find its own."""
        same = {
            "/searches": "saveSearch", "/searches/forget": "forgetSearch",
            "/event/{id}/decide": "judgeEvent", "/event/{id}/claims": "regroupEvent",
            "/review/decide": "decide", "/review/correct": "decide", "/review/comment": "decide",
            "/review/assess": "assessSource", "/review/undo": "undo", "/review/bulk": "acceptClaims",
            "/review/people": "changeSettings", "/actors/decide": "decideActor", "/log/undo": "undo",
            "/people": "addAccount", "/people/change": "changeAccount", "/people/groups": "groupDocument",
        }  # fmt: skip
        about_the_browser = {"/preferences", "/sign-in", "/sign-out"}
        app = application(sample_case)
        known = {operation.name for operation in app.state.operations}
        assert set(same.values()) <= known
        forms = {each.path for each in app.routes if "POST" in each.methods and not each.path.startswith(PREFIX)}
        assert forms == set(same) | about_the_browser
