"""What is wrong with a story, in English, by code."""

from collections.abc import Mapping

ENGLISH: Mapping[str, str] = {
    "G001": "The story has no start: choose its first node.",
    "G002": "The story starts at {start}, which is not there: choose another node.",
    "G003": "{node} cannot be reached: lead a choice to it or remove it.",
    "G004": "{node} leads nowhere: add a choice or make it an ending.",
    "G005": "{choice} leads to {target}, which is not there: lead it elsewhere or remove it.",
    "G006": "{choice} comes from {source}, which is not there: remove it.",
    "G007": "{node} plays a film that is not in the library ({film}): add it or choose another scene.",
    "G008": "{node} plays “{film}”, whose file has gone ({path}): bring it back or add it again.",
    "G009": (
        "{node} plays “{film}” up to {end} ms, but it can be played up to {limit} ms only: shorten the clip."
    ),
    "G010": "{node} has no clips: find or shoot a scene for it.",
    "G011": "{node} is an ending, so its choices are never offered: remove them, or let it be no ending.",
    "G012": "{node} has {count} default choices: keep one.",
    "G013": "{choice} leads to the same node as {other}: lead one of them elsewhere.",
    "G014": "{choice} has no label, but {node} offers several choices: write one.",
    "G015": "No ending can be reached from the start: lead the story to one.",
    "G016": "{node} is in a loop without a way out ({nodes}): lead a choice out of it.",
    "G017": (
        "{choice} opens at {opens} ms, when its time is over at {closes} ms: open it earlier or close it "
        "later."
    ),
    "G018": "{choice} has no label in {languages}: write one.",
    "G019": (
        "{choice} opens at {opens} ms, after the clips of {node} have ended at {end} ms: open it earlier."
    ),
    "G020": (
        "{choice} closes at {closes} ms, but {node} has no default choice, so it stays open: choose a "
        "default."
    ),
    "G021": "{where} cannot be read: “{text}”, column {column}: {reason}. Correct it.",
    "G022": "{where} does not fit together: “{text}”: {reason} Correct it.",
    "G023": "{where} names {variable}, but there is no such variable: add it or correct its name.",
    "G024": "{where} asks about {asked}, which is not there: correct it.",
    "G025": "Nothing reads the variable {variable}: use it in a condition or remove it.",
    "G026": "The variable {variable} is read, but nothing changes it: add an effect or remove it.",
    "G027": "{choice} can never be taken: change its condition or remove it.",
    "G028": "{node} is never reached, because no way to it can be taken: change the conditions or remove it.",
    "G029": "{node} never plays in the group {group}: change its condition or its place, or remove it.",
    "G030": (
        "{node} leads nowhere {after}, because none of its choices can be taken then: add a choice without "
        "a condition."
    ),
    "G031": (
        "{node} is in a loop ({nodes}) from which no ending can be reached {after}: lead a choice out of it."
    ),
    "G032": (
        "The walk stopped after {states} states: {names}. Let the check walk further, or let the story "
        "remember less."
    ),
    "G033": (
        "{node} returns, but {after} the story has entered no tunnel: lead there by a choice that returns, "
        "or add a choice."
    ),
    "G034": "{choice} returns to {target}, which is not there: return elsewhere.",
    "G035": (
        "{choice} leads into a tunnel that never returns to {target}: let a node there return, or let the "
        "choice be no tunnel."
    ),
    "G036": "{choice} leads into tunnels within tunnels without end: return before it is taken again.",
    "G037": "{group} has no candidates: add a node to it or remove it.",
    "G038": "{group} lists {target}, which is no node of the story: choose another.",
    "G039": "{group} lists {node} twice: keep one of them.",
    "G040": "The story starts at the group {group}: choose a node.",
    "G041": (
        "{choice} is the default of {node}, but {after} it is not there and the others stay open: let it "
        "have no condition."
    ),
    "G042": (
        "{node} offers labels that take {needed} to read, but they are open for {open}: shorten them or "
        "open them earlier."
    ),
    "G043": "{node} offers {count} choices at once: offer six at most.",
    "G044": "{node} shows a card in the place of its footage: find or shoot a scene for it.",
    "G045": "{node} is open: its scene is found when the story is published.",
    "G046": "{node} wants a scene by “{facet}”, which is no facet: use {facets}.",
    "G047": (
        "{node} plays “{film}” (clip {clip}), whose licence ({licence}) forbids to re-edit it: choose another "
        "scene, or note the owner's permission at the film if you have it."
    ),
    "G048": "Nobody has said under which licence “{film}” is: find out and add it.",
    "G049": "{node}: the fades of clip {number} last {fades} ms, the clip only {length} ms: shorten them.",
    "G050": (
        "{node}: clip {number} is to crossfade for {wanted} ms, but can for {kept} ms only (half of it or of the "
        "clip before it at most; the first clip has none before it): shorten the crossfade."
    ),
    "G051": (
        "{node} plays “{film}” (clip {clip}), which must not be used to earn money ({licence}), and the story is "
        "marked commercial: choose another scene, note the owner's permission at the film, or take the mark off."
    ),
    "G052": (
        "{node} plays “{film}” (clip {clip}; {licence}), which does not go together with “{other}” "
        "({other_licence}): each wants the whole story under its own licence. Choose another scene for one of them."
    ),
    "G053": (
        "{node} plays “{film}” (clip {clip}; {licence}), so the story must be under {wanted}, not {story_licence}: "
        "choose another scene, or change the story's licence."
    ),
    "G054": "Nobody here knows what “{licence}” allows, the licence of “{film}”: read it, and note what it allows.",
}
