"""What can go wrong at the doors.

UiError
├── CannotServe       the studio cannot be opened at that address
├── ChangedMeanwhile  what was to be written is no longer as it was when it was read
├── CursorRefused     that cursor leads to no page of the list
├── PasswordRefused   that cannot be the studio's password
└── UploadRefused     what was handed in is not what was asked for
"""

from library.errors import GallaeError


class UiError(GallaeError):
    """Something was asked of the studio or the API that cannot be done as asked."""


class CannotServe(UiError):
    """The studio cannot listen at the address that it was given."""


class ChangedMeanwhile(UiError):
    """Something was to be written only if it had not changed, and it has."""


class CursorRefused(UiError):
    """A cursor was not handed out for the list that it is used on."""


class PasswordRefused(UiError):
    """A password is too short or too long."""


class UploadRefused(UiError):
    """A file that was handed in cannot be used for what it was handed in for."""
