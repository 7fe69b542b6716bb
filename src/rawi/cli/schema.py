"""rawi schema"""

import json

import click


@click.command("schema", short_help="Print the JSON Schema of a record.")
@click.argument("noun", type=click.Choice(["record", "event", "copy", "decision"]), default="record")
def command(noun: str) -> None:
    """Print the JSON Schema of a record (or of an event, a copy, a decision).

    `rawi extract` writes one record a line. Spans are [start, end) in Unicode code points of `text`.

    \b
    Examples:
      rawi schema > record.schema.json
      rawi schema event
    """
    from rawi.export.schema import schema

    click.echo(json.dumps(schema(noun), ensure_ascii=False, indent=2))
