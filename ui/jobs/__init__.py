"""Long work beside the web server: worker processes that report to the job's row and stop when it says so."""

from ui.jobs.kinds import KINDS
from ui.jobs.places import bundle_folder
from ui.jobs.runner import JobRunner
from ui.jobs.uploads import Upload, match_uploads, store_upload

__all__ = ["KINDS", "JobRunner", "Upload", "bundle_folder", "match_uploads", "store_upload"]
