"""What can go wrong at the doors.

UiError
├── CannotServe       the studio cannot be opened at that address
├── PasswordRefused   that cannot be the studio's password
└── UploadRefused     what was handed in is not what was asked for
"""

from library.errors import GallaeError


class UiError(GallaeError):
    """Something was asked of the studio or the API that cannot be done as asked."""


class CannotServe(UiError):
    """The studio cannot listen at the address that it was given."""


class PasswordRefused(UiError):
    """A password is too short or too long."""


class UploadRefused(UiError):
    """A file that was handed in cannot be used for what it was handed in for."""
