"""English: texts of the graph of a story, its list, and what is done with several nodes at once."""

from collections.abc import Mapping

TEXTS: Mapping[str, str] = {
    "only_if": "if {condition}",
    "folded_group": "{name} ({count})",
    "fold": "Fold",
    "unfold": "Unfold",
    "minimap": "The whole story, small; drag the frame to see another part of it",
    # several at once
    "chosen_tools": "What is done with the chosen nodes",
    "chosen_count": "{count} chosen",
    "align_left": "Align left",
    "align_centre": "Align centres, one above the other",
    "align_right": "Align right",
    "align_top": "Align top",
    "align_middle": "Align middles, side by side",
    "align_bottom": "Align bottom",
    "spread_across": "Same distances across",
    "spread_down": "Same distances down",
    "copy": "Copy",
    "duplicate": "Duplicate",
    "paste": "Paste",
    "remove": "Remove",
    "remove_chosen": "Remove the chosen nodes",
    "copied": "Copied: {count}. It can be pasted into any story.",
    "cannot_paste": "What is on the clipboard is no part of a story that can be read.",
    "paste_lacks": "What was pasted asks for variables that this story does not have: {names}",
    "paste_add": "Add them",
    "paste_other_kind": "These variables hold something else here than where they were copied: {names}",
    "paste_asks": "Conditions ask for nodes or choices that are not in this story: {names}",
    # menus
    "node_menu": "Menu",
    "node_more": "More for this node",
    "connect_to": "Connect to…",
    "connect_how": "Choose the node that “{name}” leads to.",
    "preview_here": "Preview from here",
    "choose_all": "Choose all",
    "choose_several": "Choose several",
    "choose_one": "Choose one at a time",
    # search
    "search_story": "Search this story",
    "search_before": "The one before",
    "search_next": "The next one",
    "search_count": "{at} of {count}",
    "search_none": "nothing found",
    # list
    "list_node": "What is done with “{name}”",
    "list_add_here": "Add a node that it leads to",
    "list_later": "Later",
    "list_leads": "leads to {name}",
    "show_in_graph": "Show in the graph",
}
