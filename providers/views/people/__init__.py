"""Pages of people and attrition: rosters, figures and claims."""
