"""California API school survey of R's package survey, run as a public appraisal: schools answer, their index is the score."""
