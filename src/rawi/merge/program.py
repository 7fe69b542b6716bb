"""The merge, written once: from facts to copies, events, origins and agreement. Every engine runs these steps."""

from rawi.merge.assemble import EVENTS, assemble
from rawi.merge.attach import ATTACHED, SLOTS, attach, slots
from rawi.merge.cluster import COLUMNS, cluster_rows
from rawi.merge.copies import COPIES, REPEATED, repeated, reprints, rewritten
from rawi.merge.links import LINKS, linked
from rawi.merge.outcome import COPY_RECORDS, EDGES, copy_record, edge, kin_edge
from rawi.merge.quotations import quotations
from rawi.merge.steps import Components, Drop, Each, Groups, Query, Step
from rawi.merge.towns import MOVED, TOWNSHIPS, moved, township

COPY_STEPS: tuple[Step, ...] = (
    Query("print_use"),
    Query("print_pairs"),
    Query("text_pairs"),
    Groups("found_copies", "text_pairs", reprints, COPIES),
    Drop(("print_use", "print_pairs", "text_pairs")),
    Query("mark_use"),
    Query("mark_totals"),
    Query("mark_pairs"),
    Query("mark_texts"),
    Each("rewrites", "mark_texts", rewritten, COPIES),
    Drop(("mark_use", "mark_totals", "mark_pairs", "mark_texts")),
    Query("quote_crowds"),
    Query("quote_throngs"),
    Query("quote_near"),
    Query("quote_pairs"),
    Groups("quotations", "quote_pairs", quotations, COPIES),
    Query("copies"),
    Query("copy_rows"),
    Each("copy_records", "copy_rows", copy_record, COPY_RECORDS),
    Drop(("quote_crowds", "quote_throngs", "quote_near", "quote_pairs", "copies", "copy_rows")),
)
"""Tables `documents`, `prints`, `marks`, `quotes` → `found_copies`, `rewrites`, `quotations`, `copy_records`."""

EVENT_STEPS: tuple[Step, ...] = (
    Query("towns"),
    Query("town_rows"),
    Groups("townships", "town_rows", township, TOWNSHIPS),
    Query("town_claims"),
    Each("moved", "town_claims", moved, MOVED),
    Query("tellings"),
    Query("every_trait"),
    Drop(("towns", "town_rows", "townships", "town_claims", "moved")),
    Query("claim_pairs"),
    Groups("repeated", "claim_pairs", repeated, REPEATED),
    Query("repeating"),
    Components("repeats", "repeating"),
    Query("leaders"),
    Query("signs"),
    Query("probes"),
    Query("crowds"),
    Query("throngs"),
    Query("blocks"),
    Query("trait_pairs"),
    Drop(("probes", "throngs", "blocks")),
    Each("trait_edges", "trait_pairs", edge, EDGES),
    Query("kin_docs"),
    Query("kin_claims"),
    Query("kin_pairs"),
    Each("kin_edges", "kin_pairs", kin_edge, EDGES),
    Query("edges"),
    Drop(
        (
            "claim_pairs",
            "repeated",
            "repeating",
            "repeats",
            "trait_pairs",
            "trait_edges",
            "kin_docs",
            "kin_claims",
            "kin_pairs",
            "kin_edges",
        )
    ),
    Query("decided_pairs"),
    Query("sure"),
    Components("parts_of", "sure"),
    Query("component_rows"),
    Groups("clustered", "component_rows", cluster_rows, COLUMNS),
    Drop(("sure", "parts_of", "component_rows")),
    Query("homes"),
    Query("unit_rows"),
    Groups("slots", "unit_rows", slots, SLOTS),
    Query("meetings"),
    Query("meeting_rows"),
    Groups("attached", "meeting_rows", attach, ATTACHED),
    Query("joined"),
    Query("told"),
    Query("faces"),
    Query("face_rows"),
    Query("neighbours"),
    Query("loose"),
    Query("link_rows"),
    Each("links", "link_rows", linked, LINKS),
    Drop(("meetings", "meeting_rows", "neighbours", "link_rows")),
    Query("parts"),
    Groups("events", "parts", assemble, EVENTS),
    Query("members"),
    Drop(
        (
            "parts",
            "tellings",
            "every_trait",
            "decided_pairs",
            "loose",
            "links",
            "faces",
            "face_rows",
            "homes",
            "unit_rows",
            "slots",
            "attached",
            "joined",
            "leaders",
            "signs",
            "edges",
            "clustered",
        )
    ),
)
"""Tables `documents`, `claims`, `traits`, `decisions` and those of COPY_STEPS → `events`, `members`."""

PROGRAM: tuple[Step, ...] = COPY_STEPS + EVENT_STEPS
OUTPUT = {"events": "events", "copies": "copy_records", "members": "members"}
"""What a merge writes: the name of each file and the table it comes from."""
