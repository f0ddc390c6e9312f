"""The `gatepost` command (first commands)."""

from __future__ import annotations

import sys

import typer

app = typer.Typer(no_args_is_help=True)


@app.command()
def lint(pack: str) -> None:
    from gatepost.policy import load_pack

    p = load_pack(pack)
    print(f"{p.name}: {len(p.clauses)} clauses, {sum(1 for _ in p.rules)} rules, nothing wrong.")


@app.command()
def scenarios(pack: str, file: str) -> None:
    from gatepost.policy import load_pack
    from gatepost.policy.scenarios import load_scenarios, run_scenarios

    results = run_scenarios(load_pack(pack), load_scenarios(file))
    for r in results:
        if not r.passed:
            print(r.id, r.question)
            for f in r.failures:
                print("   ", f)
    failed = sum(not r.passed for r in results)
    print(f"{len(results) - failed} passed, {failed} failed")
    raise typer.Exit(1 if failed else 0)


@app.command()
def coverage(pack: str) -> None:
    from gatepost.policy import load_pack
    from gatepost.policy.coverage import coverage as cover

    bare = [c.clause.id for c in cover(load_pack(pack)) if not c.carried_by]
    print("not carried:", bare)


@app.command()
def ask(pack: str, facets: list[str]) -> None:
    import json

    from gatepost.policy import load_pack

    situation: dict[str, object] = {}
    for word in facets:
        k, v = word.split("=", 1)
        situation[k] = v.split(",") if k in ("content", "approval", "circumstance") else v
    print(json.dumps(load_pack(pack).decide(situation).as_dict(), indent=1))


def run() -> None:
    from gatepost.policy import PolicyError

    try:
        app()
    except PolicyError as error:
        print(error, file=sys.stderr)
        raise SystemExit(1) from None
