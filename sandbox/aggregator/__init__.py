"""“Ma ville”, the aggregator: a separate program that talks to a vault by HTTP and imports none of ours."""
