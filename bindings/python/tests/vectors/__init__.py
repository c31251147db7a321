"""Runs the published vectors through the package."""
