"""What the two HTTP channels share: pages for people (:mod:`wiki.web`) and the interface for programs."""
