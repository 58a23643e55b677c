"""Stories as H5P Branching Scenario 1.8, for learning platforms: packages of content only, without libraries."""
