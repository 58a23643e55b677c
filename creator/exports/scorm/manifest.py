"""The manifest of a SCORM 1.2 package, `imsmanifest.xml`: writing it, and checking one.

After the SCORM 1.2 Content Aggregation Model (ADL 2001), section 2.3: one organization, one item, one SCO.
"""

import re
from collections.abc import Collection, Iterator
from urllib.parse import quote, unquote
from xml.etree import ElementTree

from creator.exports.plain_text import one_line
from story.model import Story

MANIFEST = "imsmanifest.xml"
PACKAGING = "http://www.imsproject.org/xsd/imscp_rootv1p1p2"
ADL = "http://www.adlnet.org/xsd/adlcp_rootv1p2"
LONGEST_TITLE = 200


def manifest_xml(story: Story, launch: str, files: Collection[str]) -> bytes:
    """Return the manifest of a package.

    Args:
        story: Its title and id name the lesson.
        launch: The page that is opened.
        files: Every file of the package, `launch` among them.
    """
    name = "gallae-" + re.sub(r"[^A-Za-z0-9_-]", "-", story.id)
    title = one_line(story.title)[:LONGEST_TITLE] or "—"
    root = ElementTree.Element(_ims("manifest"), {"identifier": name, "version": "1.0"})
    metadata = ElementTree.SubElement(root, _ims("metadata"))
    ElementTree.SubElement(metadata, _ims("schema")).text = "ADL SCORM"
    ElementTree.SubElement(metadata, _ims("schemaversion")).text = "1.2"
    organizations = ElementTree.SubElement(root, _ims("organizations"), {"default": "story"})
    organization = ElementTree.SubElement(organizations, _ims("organization"), {"identifier": "story"})
    ElementTree.SubElement(organization, _ims("title")).text = title
    lesson = {"identifier": "lesson", "identifierref": "player", "isvisible": "true"}
    item = ElementTree.SubElement(organization, _ims("item"), lesson)
    ElementTree.SubElement(item, _ims("title")).text = title
    resources = ElementTree.SubElement(root, _ims("resources"))
    sco = {"identifier": "player", "type": "webcontent", f"{{{ADL}}}scormtype": "sco", "href": quote(launch)}
    resource = ElementTree.SubElement(resources, _ims("resource"), sco)
    for file in sorted(files):
        ElementTree.SubElement(resource, _ims("file"), {"href": quote(file)})
    ElementTree.register_namespace("", PACKAGING)
    ElementTree.register_namespace("adlcp", ADL)
    ElementTree.indent(root)
    return bytes(ElementTree.tostring(root, "utf-8", xml_declaration=True)) + b"\n"


def manifest_problems(content: bytes, files: Collection[str]) -> list[str]:
    """Return what is wrong with a manifest of our own writing, one sentence each; nothing if it is as it must be.

    Args:
        content: The manifest; never one from outside, since entities in it would be expanded.
        files: Every file of the package beside it.
    """
    try:
        root = ElementTree.fromstring(content)
    except ElementTree.ParseError as error:
        return [f"it is no XML: {error}"]
    return list(_problems(root, files))


def _problems(root: ElementTree.Element, files: Collection[str]) -> Iterator[str]:
    if root.tag != _ims("manifest") or not root.get("identifier"):
        yield "the root must be a manifest with an identifier"
    told = [root.findtext(f"{_ims('metadata')}/{_ims(name)}") for name in ("schema", "schemaversion")]
    if told != ["ADL SCORM", "1.2"]:
        yield "metadata must say ADL SCORM 1.2"
    organizations = root.find(_ims("organizations"))
    default = organizations.get("default") if organizations is not None else None
    organization = root.find(f"{_ims('organizations')}/{_ims('organization')}[@identifier='{default}']")
    resources = {one.get("identifier"): one for one in root.iter(_ims("resource"))}
    items = [] if organization is None else list(organization.iter(_ims("item")))
    if not items:
        yield "the default organization must have an item"
    for part in items if organization is None else [organization, *items]:
        if not (part.findtext(_ims("title")) or "").strip():
            yield "an organization and an item must have a title"
    for item in items:
        resource = resources.get(item.get("identifierref"))
        if resource is None:
            yield "an item must lead to a resource"
        else:
            yield from _resource_problems(resource, files)


def _resource_problems(resource: ElementTree.Element, files: Collection[str]) -> Iterator[str]:
    if resource.get(f"{{{ADL}}}scormtype") != "sco" or resource.get("type") != "webcontent":
        yield "the resource must be a SCO of type webcontent"
    named = {unquote(one.get("href", "")) for one in resource.iter(_ims("file"))}
    if unquote(resource.get("href", "")) not in named:
        yield "the resource must list the page that is opened"
    for name in sorted(named ^ set(files)):
        yield f"{name} is " + ("not in the package" if name in named else "not listed")


def _ims(name: str) -> str:
    return f"{{{PACKAGING}}}{name}"
