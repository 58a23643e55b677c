"""English: texts of the inspector that concern clips, pictures and the whole film, and of previews."""

from collections.abc import Mapping

TEXTS: Mapping[str, str] = {
    # fields
    "number_from_to": "Write a number from {least} to {most}.",
    "seconds_to": "Write seconds from 0 to {most}, such as 0.5.",
    "bad_moment": "Write a time such as 1:05.250, or nothing.",
    "not_looked_at": ("It could not be looked at just now. Leave the box again to try once more."),
    "in_line": "Line {line}: {message}",
    "ending_kind": "How it ends",
    "ending_neutral": "neither good nor bad",
    "ending_good": "a good ending",
    "ending_bad": "a bad ending",
    "ending_secret": "a secret ending",
    # treatment
    "treatment": "How it is shown",
    "treatment_has": "How it is shown: {what}",
    "treatment_speed": "Speed (times)",
    "treatment_volume": "Louder by (dB)",
    "treatment_muted": "Silent",
    "treatment_fade_in": "Comes up in (s)",
    "treatment_fade_out": "Goes down in (s)",
    "treatment_crossfade": "Shows together with the clip before it for (s)",
    "treatment_fit": "A picture of another shape",
    "fit_pad": "gets black bars",
    "fit_crop": "is cropped",
    "fit_blur": "gets blurred bars",
    "treatment_title": "Written over it",
    "told_speed": "{speed} times as fast",
    "told_volume": "{volume} dB",
    "told_fade": "fades",
    "told_crossfade": "crossfade",
    "told_title": "“{title}”",
    # hotspots
    "hotspot_draw": "Place on the picture…",
    "hotspot_has": "Lies on the picture",
    "hotspot_title": "Choices on the picture",
    "hotspot_how": (
        "Draw a rectangle on the picture. By keyboard: arrow keys move it, with Shift they "
        "change its size, with Alt in small steps. Several moments make it move."
    ),
    "hotspot_which": "Which choice",
    "hotspot_at": "Moment",
    "hotspot_at_of": "{now} of {all}",
    "hotspot_rectangle": (
        "Rectangle of “{name}”: left {left} %, top {top} %, width {width} %, height {height} %"
    ),
    "hotspot_moments": "Moments",
    "hotspot_moment": "At {time}",
    "hotspot_forget_moment": "Forget the moment at {time}",
    "hotspot_add_moment": "Keep a moment here",
    "hotspot_off": "Make it a button again",
    "hotspot_put": "Put a rectangle in the middle",
    "unnamed_choice": "choice without a name",
    # the whole film
    "whole_film": "The finished film",
    "licence_hint": "Such as CC-BY-4.0. It says what others may do with the film.",
    "story_report_to": "Address for viewing data",
    "report_how": (
        "Empty: nothing leaves the viewer’s device. With an address, the player sends there "
        "what was chosen, what was watched and for how long, and how the film ended, under a "
        "made-up name. Viewers are told before the film starts; sending is on until they turn "
        "it off."
    ),
    "report_wrong": (
        "Write an address such as https://lrs.example.org/xapi, without a name, password, "
        "question mark or hash."
    ),
    "credits": "Credits",
    "credits_how": "Named at the end of the film; written at each film.",
    "credits_none": "No film is used yet.",
    "credit_no_licence": "licence unknown",
    # preview
    "preview_not_shown": "Seen only in the finished film: {what}.",
    "preview_how": "Numbers choose, Space stops and goes on, Backspace goes back.",
    "preview_time_left": "{seconds} s left",
    "preview_no_time": "No time limit",
    "preview_default": "when time is over",
    "preview_pause": "Stop",
    "preview_go_on": "Go on",
    "preview_missing": "{count} of its clips are not in the library and are passed over.",
    "preview_none": "The story has no node to begin at. Choose one.",
}
